package io.flyball.policy.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void momentsAreThoseOfTheTextbook() {
        Moments moments = Moments.of(1, 2, 3, 4);
        assertThat(moments.mean()).isEqualTo(2.5);
        assertThat(moments.variance()).isCloseTo(5 / 3.0, offset(1e-15));
        assertThat(moments.populationVariance()).isEqualTo(1.25);
        assertThat(Moments.of(new double[] {9, 1, 2, 9}, 1, 3).mean()).isEqualTo(1.5);
        assertThat(Moments.of().mean()).isNaN();
        assertThat(Moments.of(7).variance()).isNaN();
    }

    @Test
    void equalValuesShareTheirRank() {
        assertThat(Ranks.of(new double[] {10, 20, 20, 5})).containsExactly(2, 3.5, 3.5, 1);
        assertThat(Ranks.ties(new double[] {10, 20, 20, 5, 5, 5})).isEqualTo(6 + 24);
    }

    @Test
    void quantilesInterpolateBetweenNeighbours() {
        double[] values = {4, 1, 3, 2};
        assertThat(Quantiles.median(values)).isEqualTo(2.5);
        assertThat(Quantiles.of(values, 0.25)).isEqualTo(1.75);
        assertThat(Quantiles.of(values, 1)).isEqualTo(4);
        assertThat(Quantiles.of(new double[0], 0.5)).isNaN();
        assertThat(Quantiles.spread(new double[] {1, 2, 3, 4, 100})).isCloseTo(1.4826, offset(1e-12));
    }

    @Test
    void studentAndWelchAgreeOnEqualSizesButForTheFreedom() {
        TTest student = TTest.pooled(Moments.of(1, 2, 3), Moments.of(4, 5, 7));
        TTest welch = TTest.welch(Moments.of(1, 2, 3), Moments.of(4, 5, 7));
        assertThat(student.t()).isCloseTo(welch.t(), offset(1e-12));
        assertThat(student.df()).isEqualTo(4);
        assertThat(welch.df()).isLessThan(4);
        assertThat(student.pValue()).isCloseTo(0.0341, offset(0.0001)).isLessThan(welch.pValue());
    }

    @Test
    void withoutVarianceMeansAreEqualOrDifferentBeyondDoubt() {
        assertThat(TTest.pooled(Moments.of(1, 1), Moments.of(1, 1)).pValue()).isEqualTo(1);
        assertThat(TTest.pooled(Moments.of(1, 1), Moments.of(2, 2)).pValue()).isZero();
        assertThat(TTest.pooled(Moments.of(1), Moments.of(2)).pValue()).isEqualTo(1);
        assertThat(TTest.pooled(Moments.of(Double.NaN, 1), Moments.of(2, 3)).pValue())
                .isEqualTo(1);
    }
}
