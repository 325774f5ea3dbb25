package io.flyball.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowCodecTest {
    private final MetricNames names = new MetricNames();
    private final RowCodec codec = new RowCodec(names);

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.server.history.Rows#seeds")
    void givesBackTheSameBits(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 50; i++) {
            Map<String, Double> values = new HashMap<>();
            for (int n = random.nextInt(40); n > 0; n--) {
                values.put("m" + random.nextInt(60), anything(random));
            }
            assertThat(codec.decode(codec.encode(values))).isEqualTo(values);
        }
    }

    @Test
    void writesTheBytesThatTheDocumentationShows() {
        names.number("cpu");
        names.number("threads");
        names.number("rss");
        byte[] bytes = codec.encode(Map.of("threads", 42.0, "cpu", 0.25, "rss", Math.PI));
        // 3 values; cpu: +0, thousandths, 250 -> zigzag 500; threads: +1, whole, 42 -> 84; rss: +1, raw
        assertThat(bytes).startsWith(3, 2, 0xf4, 3, 1 << 2 | 1, 84, 1 << 2).hasSize(7 + 8);
    }

    @Test
    void keepsTheSignOfZero() {
        double back = codec.decode(codec.encode(Map.of("x", -0.0))).get("x");
        assertThat(Double.doubleToRawLongBits(back)).isEqualTo(Double.doubleToRawLongBits(-0.0));
    }

    @Test
    void refusesBytesThatEndInsideAValue() {
        byte[] bytes = codec.encode(Map.of("a", 1.0, "b", Math.E));
        for (int length = 0; length < bytes.length; length++) {
            byte[] torn = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> codec.decode(torn)).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void leavesOutValuesWhoseNameCannotBeStored() {
        String tooLong = "x".repeat(MetricNames.LONGEST_NAME + 1);
        assertThat(codec.decode(codec.encode(Map.of("a", 1.0, tooLong, 2.0)))).containsOnlyKeys("a");
    }

    private static double anything(SplittableRandom random) {
        double value = switch (random.nextInt(8)) {
            case 0 -> -random.nextInt(1_000) / 1e3;
            case 1 -> random.nextLong() / 1e6;
            case 2 -> Double.longBitsToDouble(random.nextLong());
            case 3 -> 0.1 + 0.2;
            case 4 -> -0.0;
            case 5 -> 1L << random.nextInt(63);
            default -> Rows.value(random, random.nextInt(5));
        };
        return Double.isFinite(value) ? value : Double.MAX_VALUE;
    }
}
