package io.flyball.policy.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.PolicyDefaults;
import io.flyball.policy.document.ScalingBehavior;
import io.flyball.policy.scale.HpaPass.Bounds;
import io.flyball.policy.scale.HpaPass.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HpaPassTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Bounds BOUNDS = new Bounds(1, 100, false);
    private static final Pace BY_BEHAVIOR =
            new Pace.ByBehavior(new ScalingBehavior(PolicyDefaults.SCALE_UP, PolicyDefaults.SCALE_DOWN));
    private static final ScalingHistory TEN_WERE_WANTED =
            ScalingHistory.NONE.recommending(List.of(new Recommended(10, NOW.minusSeconds(60))));

    @Test
    void withoutBehaviorAnOldWishIsTakenEvenToGrow() {
        Pace byDefault = new Pace.ByDefault(Duration.ofSeconds(300), 2);
        assertThat(decide(5, byDefault, Proposal.of(3, "x")).desired()).isEqualTo(10);
        assertThat(decide(5, BY_BEHAVIOR, Proposal.of(3, "x")).desired()).isEqualTo(5);
    }

    @Test
    void aProvenForecastReleasesWhatWasWantedBefore() {
        Decision decision = decide(10, BY_BEHAVIOR, Proposal.of(4, "x"), Proposal.releasing(6, "forecast"));
        assertThat(decision.desired()).isEqualTo(6);
        assertThat(decision.reasons()).last().isEqualTo("not held at 10: a proven forecast releases it");
    }

    @Test
    void floorsRaiseButAreNoEvidenceThatLessIsEnough() {
        assertThat(decide(10, BY_BEHAVIOR, Proposal.of(4, "x"), Proposal.floor(12, "schedule"))
                        .desired())
                .isEqualTo(12);
        assertThat(decide(10, BY_BEHAVIOR, Proposal.floor(2, "schedule"), Proposal.abstained("not learned"))
                        .reasons())
                .last()
                .isEqualTo("no rule measured anything, so nothing shrinks: keep 10");
    }

    @Test
    void aPassWithoutReadingsWantsNothingThatIsRemembered() {
        Outcome outcome = HpaPass.decide(
                NOW, 10, BOUNDS, BY_BEHAVIOR, List.of(Proposal.failed("cpu: no reading")), TEN_WERE_WANTED);
        assertThat(outcome.history()).isEqualTo(TEN_WERE_WANTED);
        assertThat(outcome.decision().reasons()).containsExactly("cpu: no reading", "no rule has a reading: keep 10");
    }

    @Test
    void afterTheClockWentBackNothingIsHeldForLongerThanItsWindow() {
        ScalingHistory ahead = ScalingHistory.NONE.recommending(List.of(new Recommended(10, NOW.plusSeconds(7200))));
        Outcome first = HpaPass.decide(NOW, 10, BOUNDS, BY_BEHAVIOR, List.of(Proposal.of(4, "x")), ahead);
        assertThat(first.decision().desired()).isEqualTo(10);
        Outcome later = HpaPass.decide(
                NOW.plusSeconds(300), 10, BOUNDS, BY_BEHAVIOR, List.of(Proposal.of(4, "x")), first.history());
        assertThat(later.decision().desired()).isEqualTo(4);
    }

    private static Decision decide(int current, Pace pace, Proposal... proposals) {
        return HpaPass.decide(NOW, current, BOUNDS, pace, List.of(proposals), TEN_WERE_WANTED)
                .decision();
    }
}
