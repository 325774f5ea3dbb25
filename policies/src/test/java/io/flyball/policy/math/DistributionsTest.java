package io.flyball.policy.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionsTest {
    @ParameterizedTest(name = "normal quantile of {0}")
    @CsvSource({
        "0.5, 0",
        "0.975, 1.959963984540054",
        "0.01, -2.3263478740408408",
        "1e-5, -4.264890793922602",
        "1e-20, -9.262340089798408"
    })
    void normalQuantilesAreThoseOfTheTables(double p, double expected) {
        assertThat(Normal.quantile(p)).isCloseTo(expected, offset(1e-12));
    }

    @ParameterizedTest(name = "normal distribution at {0}")
    @CsvSource({
        "0, 0.5",
        "1.96, 0.9750021048517795",
        "-3, 0.0013498980316300933",
        "-6, 9.865876450376946e-10",
        "8, 0.9999999999999993"
    })
    void normalSharesAreThoseOfTheTables(double x, double expected) {
        assertThat(Normal.cdf(x)).isCloseTo(expected, offset(1e-12 * expected));
    }

    @ParameterizedTest(name = "t = {0} with {1} degrees of freedom")
    @CsvSource({
        "2.2281388519649385, 10, 0.05",
        "12.706204736432095, 1, 0.05",
        "3.674234614174767, 4, 0.02131164113",
        "0, 7, 1",
        "4.302652729911275, 2, 0.05"
    })
    void tailsOfStudentsTAreThoseOfTheTables(double t, double df, double expected) {
        assertThat(StudentT.twoSided(t, df)).isCloseTo(expected, offset(1e-10));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void quantilesInvertTheirDistributions(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double p = random.nextDouble(1e-6, 1);
        double df = random.nextDouble(1, 200);
        assertThat(StudentT.cdf(StudentT.quantile(p, df), df)).isCloseTo(p, offset(1e-9));
        assertThat(Normal.cdf(Normal.quantile(p))).isCloseTo(p, offset(1e-12));
    }

    @Test
    void theIncompleteBetaOfWholeNumbersIsABinomialSum() {
        assertThat(IncompleteBeta.regularized(0.5, 2, 3)).isCloseTo(0.6875, offset(1e-13));
        assertThat(IncompleteBeta.regularized(0.2, 3, 1)).isCloseTo(0.008, offset(1e-13));
        assertThat(IncompleteBeta.logGamma(5)).isCloseTo(Math.log(24), offset(1e-13));
    }

    @Test
    void whatIsNoProbabilityHasNoQuantile() {
        assertThat(Normal.quantile(-0.1)).isNaN();
        assertThat(Normal.quantile(Double.NaN)).isNaN();
        assertThat(Normal.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(StudentT.quantile(0.5, 0)).isNaN();
        assertThat(StudentT.twoSided(Double.POSITIVE_INFINITY, 3)).isZero();
        assertThat(IncompleteBeta.regularized(Double.NaN, 1, 1)).isNaN();
    }
}
