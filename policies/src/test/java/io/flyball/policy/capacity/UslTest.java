package io.flyball.policy.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flyball.policy.capacity.UslFit.Fitted;
import io.flyball.policy.capacity.UslFit.Point;
import io.flyball.policy.capacity.UslFit.Unfitted;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UslTest {
    @Test
    void throughputPeaksWhereCoherencyOvertakesConcurrency() {
        Usl usl = new Usl(10, 0.02, 0.0005);
        assertThat(usl.peak().orElseThrow()).isCloseTo(44.27, within(0.01));
        assertThat(usl.throughput(44.27)).isCloseTo(156.81, within(0.01)).isGreaterThan(usl.throughput(45.5));
        assertThat(usl.latency(1)).isCloseTo(0.1, within(1e-12));
        assertThat(new Usl(10, 0.02, 0).peak()).isEmpty();
    }

    @Test
    void concurrencyForAThroughputIsTheLeastThatCarriesIt() {
        Usl usl = new Usl(10, 0.02, 0.0005);
        double n = usl.concurrencyFor(100).orElseThrow();
        assertThat(usl.throughput(n)).isCloseTo(100, within(1e-9));
        assertThat(n).isLessThan(44);
        assertThat(usl.concurrencyFor(157)).isEmpty(); // above the peak of 156.8
        assertThat(usl.concurrencyFor(Double.NaN)).isEmpty();
        assertThat(new Usl(10, 0, 0).concurrencyFor(70).orElseThrow()).isCloseTo(7, within(1e-9));
        assertThat(new Usl(10, 0.1, 0).concurrencyFor(99.9)).isPresent();
        assertThat(new Usl(10, 0.1, 0).concurrencyFor(100.1)).isEmpty(); // lambda/sigma is never reached
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void recoversTheLawThatPointsWereMadeFrom(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Usl law = new Usl(
                Math.exp(random.nextDouble() * 12),
                random.nextInt(5) == 0 ? 0 : random.nextDouble() * 0.3,
                random.nextInt(5) == 0 ? 0 : Math.exp(-4 - random.nextDouble() * 6));
        List<Point> points = IntStream.rangeClosed(1, 4 + random.nextInt(40))
                .mapToObj(n -> new Point(n, law.throughput(n)))
                .toList();
        Fitted fitted = (Fitted) UslFit.of(points);
        assertThat(fitted.usl().lambda()).isCloseTo(law.lambda(), within(law.lambda() * 1e-6));
        assertThat(fitted.usl().sigma()).isCloseTo(law.sigma(), within(1e-6));
        assertThat(fitted.usl().kappa()).isCloseTo(law.kappa(), within(1e-6));
        assertThat(fitted.rSquared()).isGreaterThan(0.999999);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void neverGivesALawThatMeansNothing(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, -1, 0, 1e300, 1e-300, Double.MIN_VALUE};
        List<Point> points = IntStream.range(0, random.nextInt(12))
                .mapToObj(i -> new Point(
                        random.nextInt(4) == 0 ? odd[random.nextInt(odd.length)] : random.nextInt(1, 9),
                        random.nextInt(4) == 0 ? odd[random.nextInt(odd.length)] : random.nextDouble() * 1000))
                .toList();
        UslFit fit = UslFit.of(points);
        if (fit instanceof Fitted fitted) {
            assertThat(fitted.usl().lambda()).isFinite().isPositive();
            assertThat(fitted.usl().sigma()).isFinite().isNotNegative();
            assertThat(fitted.usl().kappa()).isFinite().isNotNegative();
        } else {
            assertThat(((Unfitted) fit).reason()).startsWith("cannot be fitted: ");
        }
    }

    @Test
    void saysWhyNothingCanBeFitted() {
        assertThat(UslFit.of(List.of(new Point(1, 10), new Point(2, 19), new Point(2, 18))))
                .isEqualTo(
                        new Unfitted("cannot be fitted: 3 usable points at 2 different counts, at least 3 are needed"));
    }
}
