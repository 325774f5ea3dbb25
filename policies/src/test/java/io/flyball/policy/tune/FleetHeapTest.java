package io.flyball.policy.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FleetHeapTest {
    @Test
    void splitsByTheSquareRootRuleAndSaysWhatItSaves() {
        FleetHeap.Split split = FleetHeap.split(
                List.of(
                        new FleetHeap.Heap("a", 100e6, 200e6, 1e9),
                        new FleetHeap.Heap("b", 100e6, 50e6, 1e9),
                        new FleetHeap.Heap("c", 50e6, 400e6, 0.5e9)),
                850e6);
        assertThat(split.shares())
                .extracting(FleetHeap.Share::bytes)
                .satisfies(bytes -> assertThat(
                                bytes.stream().mapToLong(Long::longValue).sum())
                        .isBetween(849_999_990L, 850_000_000L));
        assertThat(split.reasons().get(0)).isEqualTo("square-root rule: 850 MB over 3 nodes with 250 MB live");
        assertThat(split.reasons().get(1)).matches("collections take 0\\.\\d{3} cores; 0\\.\\d{3} if shared evenly");
    }

    @Test
    void theNextByteSavesTheSameEverywhere() {
        List<FleetHeap.Heap> heaps =
                List.of(new FleetHeap.Heap("a", 100e6, 200e6, 1e9), new FleetHeap.Heap("b", 400e6, 900e6, 2e9));
        double[] extra = FleetHeap.extras(heaps, 1e9, new double[2]);
        double first = heaps.get(0).collection(extra[0]) - heaps.get(0).collection(extra[0] + 1e6);
        double second = heaps.get(1).collection(extra[1]) - heaps.get(1).collection(extra[1] + 1e6);
        assertThat(first).isCloseTo(second, within(first * 0.02));
    }

    @Test
    void saysWhenTheTotalIsTooSmallOrANodeIsNotMeasured() {
        FleetHeap.Heap heap = new FleetHeap.Heap("a", 100e6, 200e6, 1e9);
        assertThat(FleetHeap.split(List.of(heap), 149e6).reasons())
                .containsExactly("149 MB for 100 MB live: at least 1.5 times that is needed");
        assertThat(FleetHeap.split(List.of(heap, new FleetHeap.Heap("b", Double.NaN, 1, 1)), 1e9)
                        .shares())
                .isEmpty();
    }

    /** Never more than the total, nor less than 1.5 times what is live. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void keepsTheTotalAndTheLeastOfEach(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50; i++) {
            List<FleetHeap.Heap> heaps = new ArrayList<>();
            boolean broken = random.nextInt(4) == 0;
            for (int n = random.nextInt(10); n > 0; n--) {
                heaps.add(new FleetHeap.Heap(
                        "n" + n,
                        broken ? Wild.number(random, 1e9) : 1 + random.nextDouble() * 1e9,
                        broken ? Wild.number(random, 1e9) : random.nextInt(3) == 0 ? 0 : random.nextDouble() * 1e9,
                        broken ? Wild.number(random, 1e9) : 1e6 + random.nextDouble() * 1e9));
            }
            double total = Wild.number(random, 20e9);
            FleetHeap.Split split = FleetHeap.split(heaps, total);
            assertThat(split.reasons()).isNotEmpty();
            double sum = 0;
            for (int n = 0; n < split.shares().size(); n++) {
                long bytes = split.shares().get(n).bytes();
                assertThat((double) bytes).isGreaterThanOrEqualTo(heaps.get(n).live() * 1.5 * (1 - 1e-9) - 1);
                sum += bytes;
            }
            if (!split.shares().isEmpty()) {
                assertThat(sum).isLessThanOrEqualTo(total * (1 + 1e-9));
            }
        }
    }
}
