package io.flyball.policy.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.MemoryOptimization.HeapBounds;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Setting;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SoftMaximumTest {
    private static final String Z = "25.0.3 ZGC pid 1";

    @Test
    void goesDownByATenthAtATime() {
        Advice advice = advise(Z, 2_000_000_000, new HeapReading(300e6, 0.01), OptionalLong.of(600_000_000));
        assertThat(advice.settings()).containsExactly(set(1_800_000_000));
        assertThat(advice.reasons())
                .containsExactly(
                        "soft maximum 2000 MB, live 300 MB: at least 1.5 times that, 450 MB; 1.0% of the time in"
                                + " collections",
                        "this node's share of the fleet's heap is 600 MB", "2000 MB -> 1800 MB");
    }

    @Test
    void isRaisedAtOnceWhenLiveGrewOrCollectionsTakeMuch() {
        assertThat(advise(Z, 400_000_000, new HeapReading(300e6, 0.01), OptionalLong.empty())
                        .settings())
                .containsExactly(set(450_000_000));
        assertThat(advise(Z, 800_000_000, new HeapReading(300e6, 0.2), OptionalLong.empty())
                        .settings())
                .containsExactly(set(1_000_000_000));
    }

    @Test
    void shenandoahNeedsTwiceWhatIsLive() {
        assertThat(advise("17.0.15 Shenandoah pid 1", 400_000_000, new HeapReading(300e6, 0.01), OptionalLong.empty())
                        .settings())
                .containsExactly(set(600_000_000));
    }

    @Test
    void saysThatTheNodeDoesNotOfferIt() {
        Advice advice = SoftMaximum.advise(
                "25.0.3 G1 pid 1",
                List.of(new Capability(Knobs.SOFT_MAX_HEAP_SIZE, 1, 1, 2, "bytes", false, "no effect with G1 25")),
                new HeapReading(1, 0),
                Optional.empty(),
                OptionalLong.empty());
        assertThat(advice.reasons())
                .containsExactly("not offered by this node: jvm.SoftMaxHeapSize (no effect with G1 25)");
    }

    @Test
    void sizesAreMultiplesOfTheIncrement() {
        Advice advice = SoftMaximum.advise(
                Z,
                offered(2_000_000_000),
                new HeapReading(300e6, 0.01),
                Optional.of(new HeapBounds(100_000_000, 1_500_000_000, 128_000_000, 2)),
                OptionalLong.empty());
        assertThat(advice.settings()).containsExactly(set(1_500_000_000));
    }

    /** Never below 1.5 times what is live, but where the node forbids more; never outside of the node's envelope. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void keepsItsBounds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            HeapReading reading = new HeapReading(Wild.number(random, 3e9), Wild.number(random, 0.3));
            Advice advice = SoftMaximum.advise(
                    random.nextBoolean() ? Z : "17.0.15 Shenandoah",
                    offered(random.nextLong(64_000_000, 4_000_000_000L)),
                    reading,
                    random.nextBoolean()
                            ? Optional.empty()
                            : Optional.of(
                                    new HeapBounds(64_000_000, random.nextLong(64_000_000, 4_000_000_000L), 1, 1.5)),
                    random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong()));
            assertThat(advice.reasons()).isNotEmpty();
            for (Setting setting : advice.settings()) {
                assertThat(setting.value()).isBetween(64_000_000L, 4_000_000_000L);
                assertThat((double) setting.value())
                        .isGreaterThanOrEqualTo(Math.min(4e9, Math.floor(reading.live() * 1.5)));
            }
        }
    }

    private static Advice advise(String jvm, long current, HeapReading reading, OptionalLong share) {
        return SoftMaximum.advise(jvm, offered(current), reading, Optional.empty(), share);
    }

    private static List<Capability> offered(long current) {
        return List.of(new Capability(
                Knobs.SOFT_MAX_HEAP_SIZE, current, 64_000_000, 4_000_000_000L, "bytes", true, "starts cycles"));
    }

    private static Setting set(long bytes) {
        return new Setting(Knobs.SOFT_MAX_HEAP_SIZE, bytes);
    }
}
