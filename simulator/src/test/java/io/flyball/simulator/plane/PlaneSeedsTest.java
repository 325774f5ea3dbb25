package io.flyball.simulator.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.simulator.plane.seam.Seams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code -Dflyball.seeds=N} runs N seeds, {@code -Dflyball.seed=N} the one. */
class PlaneSeedsTest {
    private static final int SEEDS = Integer.getInteger("flyball.seeds", 2_000);

    @Test
    void everyInvariantHolds() {
        long one = Long.getLong("flyball.seed", 0);
        Seeds.Summary summary = Seeds.run(one == 0 ? 1 : one, one == 0 ? SEEDS : 1, outcome -> {});
        System.out.println(summary.runs() + " runs, " + summary.events() + " events");
        List<String> failures = summary.failures().stream()
                .map(outcome -> "seed %d: %s%n  %s"
                        .formatted(outcome.seed(), outcome.detail(), Seeds.replayCommand(outcome.seed())))
                .toList();
        assertThat(failures).isEmpty();
    }

    /** The same in another process and on another JDK; a change of what is decided or simulated changes it. */
    @Test
    void aSeedIsTheSameRunEverywhere() throws Exception {
        List<String> digests = new ArrayList<>();
        for (long seed = 1; seed <= 12; seed++) {
            Outcome outcome = Seeds.replay(seed, new Seams(), line -> {});
            digests.add("%d %016x %d".formatted(seed, outcome.digest(), outcome.events()));
        }
        Path golden = Path.of("src/test/resources/golden/plane-digests.txt");
        if ("update".equals(System.getProperty("flyball.golden"))) {
            Files.createDirectories(golden.getParent());
            Files.write(golden, digests);
        }
        assertThat(digests)
                .as("rewritten by -Dflyball.golden=update, after a look at why")
                .isEqualTo(Files.readAllLines(golden));
    }

    @Test
    void aSeedIsTheSameRunEveryTime() {
        for (long seed = 1; seed <= 5; seed++) {
            List<String> first = new ArrayList<>();
            List<String> second = new ArrayList<>();
            Outcome outcome = Seeds.replay(seed, new Seams(), first::add);
            assertThat(Seeds.replay(seed, new Seams(), second::add)).isEqualTo(outcome);
            assertThat(second).hasSizeGreaterThan(20).isEqualTo(first);
        }
    }
}
