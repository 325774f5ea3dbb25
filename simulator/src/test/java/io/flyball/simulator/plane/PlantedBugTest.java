package io.flyball.simulator.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.simulator.plane.bug.PlantedBug;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A check that finds nothing may be no check: each planted bug is found, by the invariant that is there for it. */
class PlantedBugTest {
    private static final int SEEDS = 2_000;

    private static final Map<PlantedBug, List<String>> FOUND_BY = Map.ofEntries(
            Map.entry(PlantedBug.TOKEN_IGNORED, List.of("token", "once")),
            Map.entry(PlantedBug.LEASE_FORGOTTEN, List.of("lease", "trial-ends")),
            Map.entry(PlantedBug.DEDUP_OFF, List.of("once")),
            Map.entry(PlantedBug.STALE_WINDOW, List.of("stale")),
            Map.entry(PlantedBug.BUDGET_OFF_BY_ONE, List.of("bounds")),
            Map.entry(PlantedBug.LARGER_SHARE, List.of("trial-budget")),
            Map.entry(PlantedBug.FLAP_BUDGET_FORGOTTEN, List.of("flap-budget")),
            Map.entry(PlantedBug.NO_WARM_UP, List.of("warm-up")),
            Map.entry(PlantedBug.MISSING_IS_ZERO, List.of("missing")),
            Map.entry(PlantedBug.ANSWER_BEFORE_SYNC, List.of("token", "once")),
            Map.entry(PlantedBug.ACK_BEFORE_STORED, List.of("stored")),
            Map.entry(PlantedBug.REVERT_LOST, List.of("trial-ends", "trial-budget", "lease")));

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void isFound(PlantedBug bug) {
        Outcome found = Seeds.firstFailure(1, SEEDS, bug::plant)
                .orElseThrow(() -> new AssertionError(bug + " was not found in " + SEEDS + " seeds"));
        System.out.println(bug + ": seed " + found.seed() + ", " + found.detail());
        assertThat(found.invariant().orElseThrow()).as(found.detail()).isIn(FOUND_BY.get(bug));
    }
}
