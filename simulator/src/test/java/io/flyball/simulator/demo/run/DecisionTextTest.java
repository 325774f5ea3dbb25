package io.flyball.simulator.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecisionTextTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Journal journal = new Journal();
    private final Narrator narrator = new Narrator(
            new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), false),
            journal,
            InstantSource.fixed(Crafted.at(44)));

    DecisionTextTest() {
        journal.loadBegan(Crafted.BEGAN);
    }

    @Test
    void tellsATrialAndLaterItsEffectButNothingTwice() {
        Decision trial = version(1, "TRIAL", null);
        Decision kept = version(2, "KEPT", Crafted.effect("PASS"));
        narrator.tell(trial);
        narrator.tell(trial);
        narrator.tell(kept);
        narrator.tell(kept);
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0))
                .startsWith("  0:35  shop  tomcat.maxThreads 4 -> 8 on shop-1")
                .contains("● trial")
                .endsWith("because");
        assertThat(lines().get(1))
                .startsWith("  0:44  shop  tomcat.maxThreads 4 -> 8 on shop-1")
                .contains("✔ kept")
                .contains("throughput 195 -> 390/s, p99 400 -> 200 ms");
        assertThat(lines().get(0).indexOf('●')).isEqualTo(lines().get(1).indexOf('✔'));
    }

    @Test
    void theSameHoldWithOtherNumbersIsToldOnce() {
        narrator.tell(withheld("a", "host is 91% busy"));
        narrator.tell(withheld("b", "host is 93% busy"));
        narrator.tell(withheld("c", "cooling down"));
        assertThat(lines()).hasSize(2);
    }

    @Test
    void plainOutputHasNoEscapes() {
        narrator.tell(version(1, "REVERTED", Crafted.effect("FAIL")));
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .doesNotContain("\u001b")
                .contains("✘ reverted");
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static Decision version(long version, String outcome, Decision.Effect effect) {
        return new Decision(
                "shop-1-1",
                version,
                Crafted.at(35),
                1,
                "shop",
                "THREADS",
                "tomcat.maxThreads",
                List.of("shop-1"),
                "4",
                "8",
                List.of("because"),
                outcome,
                Optional.ofNullable(effect));
    }

    private static Decision withheld(String id, String reason) {
        return new Decision(
                id,
                1,
                Crafted.at(40),
                1,
                "shop",
                "THREADS",
                "tomcat.maxThreads",
                List.of("shop-1"),
                "8",
                "8",
                List.of(reason),
                "WITHHELD",
                Optional.empty());
    }
}
