package io.flyball.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.simulator.report.Comparison.Line;
import io.flyball.simulator.report.Comparison.Verdict;
import io.flyball.simulator.run.Curve;
import io.flyball.simulator.run.Outcome;
import io.flyball.simulator.run.SimpleStage;
import io.flyball.simulator.run.Stage;
import io.flyball.simulator.run.Totals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final double[] NONE = {};
    private static final Stage STAGE =
            SimpleStage.of("load", millis -> 10, Duration.ofMinutes(10), Duration.ofMinutes(2), SimpleStage.BOUNDS, 1);

    /** Seeds differ by 10 instances, the candidates by about 1 on each seed: seen only because differences are paired. */
    @Test
    void smallDifferencesAreSeenBecauseTheyArePaired() {
        List<Outcome> outcomes = new ArrayList<>();
        double[] saved = {1, 1.2, 0.9, 1.1};
        for (int seed = 0; seed < 4; seed++) {
            outcomes.add(outcome("a", seed, 20 + 10 * seed, 5));
            outcomes.add(outcome("b", seed, 20 + 10 * seed - saved[seed], seed % 2 == 0 ? 4 : 6));
            outcomes.add(outcome("c", seed, 20 + 10 * seed + 3 + saved[seed], 5));
        }
        Comparison comparison = Comparison.of(outcomes);
        assertThat(line(comparison, "a", Figure.MEAN_INSTANCES).verdict()).isEqualTo(Verdict.FIRST);
        assertThat(line(comparison, "b", Figure.MEAN_INSTANCES).verdict()).isEqualTo(Verdict.BETTER);
        assertThat(line(comparison, "c", Figure.MEAN_INSTANCES).verdict()).isEqualTo(Verdict.WORSE);
        assertThat(line(comparison, "b", Figure.ACTIONS).verdict()).isEqualTo(Verdict.NOT_SHOWN);
        assertThat(line(comparison, "c", Figure.ACTIONS).verdict()).isEqualTo(Verdict.EQUAL);
        Estimate value = line(comparison, "b", Figure.MEAN_INSTANCES).value();
        assertThat(value.half()).isGreaterThan(10);
        assertThat(comparison.lines()).noneMatch(line -> line.figure() == Figure.WORST_P99);
    }

    @Test
    void oneSeedIsCalledThat() {
        Comparison comparison = Comparison.of(List.of(outcome("a", 1, 20, 5), outcome("b", 1, 10, 5)));
        assertThat(line(comparison, "b", Figure.MEAN_INSTANCES).verdict()).isEqualTo(Verdict.ONE_SEED);
    }

    private static Line line(Comparison comparison, String controller, Figure figure) {
        return comparison.lines().stream()
                .filter(line -> line.controller().equals(controller) && line.figure() == figure)
                .findFirst()
                .orElseThrow();
    }

    private static Outcome outcome(String controller, long seed, double instances, double actions) {
        Totals totals = new Totals(1, 0, instances, 30, actions, 1, 1, 1, Double.NaN, 1, 1);
        Curve curve = new Curve(15_000, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE);
        return new Outcome(STAGE.with(STAGE.load(), seed), controller, totals, curve, List.of(), 0, List.of());
    }
}
