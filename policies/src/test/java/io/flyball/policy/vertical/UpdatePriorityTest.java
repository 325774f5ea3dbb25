package io.flyball.policy.vertical;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UpdatePriorityTest {
    @Test
    void growingInstancesComeFirstThenTheLargestDifference() {
        UpdatePriority grows = new UpdatePriority(false, true, 0.2);
        UpdatePriority shrinksMuch = new UpdatePriority(false, false, 0.9);
        UpdatePriority shrinks = new UpdatePriority(false, false, 0.5);
        List<UpdatePriority> order = new ArrayList<>(List.of(shrinks, grows, shrinksMuch));
        order.sort(UpdatePriority.MOST_URGENT);
        assertThat(order).containsExactly(grows, shrinksMuch, shrinks);
    }

    @Test
    void aKillSoonAfterTheStartChangesNothingWhenTheRecommendationIsWhatItHas() {
        assertThat(new UpdatePriority(true, false, 0)
                        .admit(Optional.of(Duration.ofMinutes(5)), true, 0.1, Duration.ofHours(12)))
                .isEqualTo(new UpdatePriority.Admission(
                        false, "killed for lack of memory, but the recommendation is what it has"));
    }

    @Test
    void anUnknownAgeWaits() {
        assertThat(new UpdatePriority(false, true, 2)
                        .admit(Optional.empty(), false, 0.1, Duration.ofHours(12))
                        .accepted())
                .isFalse();
    }

    /** Never more than the tolerated share taken down, but for the one that a small service needs to move at all. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void theBudgetHoldsWhateverIsAsked(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int configured = random.nextInt(0, 50);
        int live = random.nextInt(0, 60);
        int pending = random.nextInt(0, live + 1);
        double tolerance = random.nextInt(10) == 0 ? Double.NaN : random.nextDouble();
        DisruptionBudget budget = DisruptionBudget.of(configured, live, pending, tolerance, 2, false);
        int taken = 0;
        for (int i = 0; i < live; i++) {
            if (budget.allows(false)) {
                budget = budget.after(false);
                taken++;
            }
            assertThat(budget.reason(false)).isNotBlank();
        }
        int running = live - pending;
        int stay = configured - (int) (configured * tolerance);
        assertThat(taken).isLessThanOrEqualTo(Math.max(Math.max(0, running - stay), running == configured ? 1 : 0));
    }

    @Test
    void aRequestThatIsMissingIsOutsideAndGrows() {
        UpdatePriority found = UpdatePriority.of(List.of(new UpdatePriority.Container(
                Map.of(), Map.of("cpu_milli", 500L), Map.of("cpu_milli", 100L), Map.of("cpu_milli", 900L))));
        assertThat(found.outside()).isTrue();
        assertThat(found.grows()).isTrue();
        assertThat(found.difference()).isEqualTo(499);
    }
}
