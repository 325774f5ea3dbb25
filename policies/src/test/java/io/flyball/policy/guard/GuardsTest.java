package io.flyball.policy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void aViewThatLostMoreThanFortyPercentAllowsOnlyGrowth() {
        assertThat(new Sight(10, 6, 4).onlyGrowth()).isEmpty();
        assertThat(new Sight(10, 5, 5).onlyGrowth()).isPresent();
        assertThat(new Sight(2, 1, 0).onlyGrowth()).isPresent();
        assertThat(new Sight(0, 0, 0).onlyGrowth()).isPresent();
    }

    @Test
    void oneStaleNodeForbidsShrinking() {
        assertThat(new Sight(10, 10, 0).noShrink()).isEmpty();
        assertThat(new Sight(10, 9, 1).noShrink())
                .contains("1 of 10 nodes have no fresh sample: missing data never shrinks");
    }

    @Test
    void afterFailuresAKnobPausesLongerAndThenRests() {
        TrialBudget budget = new TrialBudget(3, Duration.ofSeconds(8));
        assertThat(budget.spent(NOW, List.of())).isEmpty();
        assertThat(budget.spent(NOW, List.of(NOW.minusSeconds(7)))).isPresent();
        assertThat(budget.spent(NOW, List.of(NOW.minusSeconds(8)))).isEmpty();
        assertThat(budget.spent(NOW, List.of(NOW.minusSeconds(60), NOW.minusSeconds(15))))
                .isPresent();
        assertThat(budget.spent(NOW, List.of(NOW.minusSeconds(60), NOW.minusSeconds(16))))
                .isEmpty();
        List<Instant> three = List.of(NOW.minusSeconds(9000), NOW.minusSeconds(8000), NOW.minusSeconds(7000));
        assertThat(budget.spent(NOW, three)).contains("3 trials failed within a day, 3 are allowed: it rests");
        assertThat(budget.spent(NOW.plus(Duration.ofDays(1)), three)).isEmpty();
    }

    @Test
    void duringATrialNothingShrinksAndGrowthWaitsForItsVerdict() {
        Optional<String> trial = Optional.of("tomcat.maxThreads");
        Duration limit = Duration.ofSeconds(30);
        assertThat(OneChange.instances(Optional.empty(), Duration.ZERO, limit, false))
                .isEmpty();
        assertThat(OneChange.instances(trial, Duration.ofSeconds(5), limit, true))
                .isPresent();
        assertThat(OneChange.instances(trial, Duration.ofSeconds(31), limit, true))
                .isEmpty();
        assertThat(OneChange.instances(trial, Duration.ofSeconds(31), limit, false))
                .isPresent();
    }

    @Test
    void suddenZerosEverywhereAreSuspicious() {
        assertThat(Zeros.suspicious("throughput", new double[] {0, 0}, () -> true))
                .isPresent();
        assertThat(Zeros.suspicious("throughput", new double[] {0, 0.1}, () -> true))
                .isEmpty();
        assertThat(Zeros.suspicious("throughput", new double[] {0, 0}, () -> false))
                .isEmpty();
        assertThat(Zeros.suspicious("throughput", new double[0], () -> true)).isEmpty();
    }
}
