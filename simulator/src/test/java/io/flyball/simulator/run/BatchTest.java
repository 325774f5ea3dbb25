package io.flyball.simulator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flyball.simulator.controller.FixedCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final Stage STAGE = SimpleStage.of(
            "wave",
            millis -> 100 + 90 * (millis / 60_000 % 10),
            Duration.ofHours(20),
            Duration.ofMinutes(2),
            SimpleStage.BOUNDS,
            1);

    @Test
    void resultsKeepTheOrderOfThePlays() {
        List<Play> plays = IntStream.rangeClosed(1, 12)
                .mapToObj(count -> new Play(STAGE, new Candidate("c" + count, stage -> FixedCount.of(count))))
                .toList();
        List<Outcome> outcomes = Batch.run(plays, progress -> {});
        assertThat(outcomes)
                .extracting(Outcome::controller)
                .startsWith("c1", "c2")
                .endsWith("c11", "c12");
        assertThat(outcomes.get(11).totals().mostInstances()).isEqualTo(STAGE.begin() > 12 ? STAGE.begin() : 12);
    }

    @Test
    void progressEndsWithEverythingDone() {
        List<Batch.Progress> told = new ArrayList<>();
        List<Outcome> outcomes =
                Batch.run(List.of(play("hpa"), play("none")), told::add); // one call at a time: a plain list does
        Batch.Progress last = told.get(told.size() - 1);
        assertThat(last.share()).isEqualTo(1);
        assertThat(last.virtualMillis()).isEqualTo(2 * STAGE.lengthMillis());
        assertThat(last.nodeSteps())
                .isEqualTo(outcomes.stream()
                        .mapToLong(one -> one.totals().nodeSteps())
                        .sum());
    }

    @Test
    void aFailureIsTold() {
        Play broken = new Play(STAGE, new Candidate("broken", stage -> {
            throw new IllegalArgumentException("what is wrong");
        }));
        assertThatThrownBy(() -> Batch.run(List.of(play("hpa"), broken), progress -> {}))
                .hasMessage("what is wrong");
    }

    @Test
    void curvesHaveAtMostTwoThousandPointsThatAddUpToTheTotals() {
        Outcome outcome = Batch.run(List.of(play("hpa")), progress -> {}).get(0);
        Curve curve = outcome.curve();
        assertThat(curve.size()).isEqualTo(1601); // 4801 steps of 15 s, 3 per point
        assertThat(curve.millis()).isEqualTo(45_000);
        double mean = 0;
        for (int i = 0; i < curve.size(); i++) {
            mean += curve.running()[i] * (i < 1600 ? 3 : 1) / 4801;
        }
        assertThat(mean).isCloseTo(outcome.totals().meanInstances(), org.assertj.core.api.Assertions.within(1e-9));
        assertThat(outcome.marks()).isNotEmpty();
    }

    private static Play play(String controller) {
        return new Play(STAGE, Controllers.named(controller));
    }
}
