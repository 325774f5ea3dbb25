package io.flyball.policy.vertical;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerticalPlanTest {
    private static final Recommendation FOUND = new Recommendation(
            Optional.of(new Band(400, 500, 700)),
            Optional.of(new Band(800, 1000, 1500)),
            8,
            List.of("history: 8 days"));

    @Test
    void changesTheMostUrgentFirstAndAtMostHalf() {
        VerticalPlan plan = VerticalPlan.of(
                FOUND,
                List.of(
                        instance("fits", 500, 1000, 24),
                        instance("large", 2000, 1000, 24),
                        instance("small", 100, 1000, 24),
                        instance("smallest", 50, 1000, 24)),
                4,
                VerticalPlan.Settings.DEFAULTS);
        assertThat(plan.now()).containsExactly("smallest", "small");
        assertThat(plan.reasons())
                .containsExactly(
                        "smallest: the request lies outside the recommended range; requests differ from the target by"
                                + " 9.00",
                        "small: the request lies outside the recommended range; requests differ from the target by 4.00",
                        "large stays: 4 of 4 run, 2 taken down, 2 must stay",
                        "fits stays: a difference of 0.00 is below 0.10: not worth it");
    }

    @Test
    void withoutARecommendationNothingChanges() {
        Recommendation none =
                new Recommendation(Optional.empty(), Optional.empty(), 0, List.of("too little history: 1 h"));
        VerticalPlan plan = VerticalPlan.of(none, List.of(instance("a", 1, 1, 24)), 1, VerticalPlan.Settings.DEFAULTS);
        assertThat(plan.now()).isEmpty();
        assertThat(plan.reasons()).containsExactly("too little history: 1 h");
    }

    @Test
    void aSingleInstanceIsNeverTakenDown() {
        assertThat(VerticalPlan.of(FOUND, List.of(instance("a", 1, 1, 24)), 1, VerticalPlan.Settings.DEFAULTS)
                        .now())
                .isEmpty();
    }

    @Test
    void overManyInstancesHalfStay() {
        List<VerticalPlan.Instance> many = IntStream.range(0, 101)
                .mapToObj(i -> instance("n-" + i, 50 + i, 100, 1))
                .toList();
        assertThat(VerticalPlan.of(FOUND, many, 101, VerticalPlan.Settings.DEFAULTS)
                        .now())
                .hasSize(50);
    }

    private static VerticalPlan.Instance instance(String name, long millis, long bytes, int hours) {
        return new VerticalPlan.Instance(
                name, Optional.of(millis), Optional.of(bytes), Optional.of(Duration.ofHours(hours)), false, false);
    }
}
