package io.flyball.policy.analyze.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DivisiveTest {
    private static final double[] STEP = {1, 2, 1, 2, 1, 2, 1, 2, 9, 8, 9, 8, 9, 8, 9, 8};

    @Test
    void theBestSplitIsThatOfTheDefinition() {
        double[] values = {0.3, 2.4, 1.5, -0.9, -0.5, 99.7, 98.3, 99.1, 149.0, 149.7, 149.5};
        EnergySplit split = EnergySplit.best(values, 0, values.length);
        double most = Double.NEGATIVE_INFINITY;
        int index = -1;
        for (int tau = 1; tau < values.length; tau++) {
            for (int kappa = tau + 1; kappa <= values.length; kappa++) {
                double q = byTheBook(values, tau, kappa);
                if (q > most) {
                    most = q;
                    index = tau;
                }
            }
        }
        assertThat(split.index()).isEqualTo(index);
        assertThat(split.q()).isCloseTo(most, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void allMethodsFindAClearStep() {
        assertThat(Divisive.byTTest(STEP, 0.01)).containsExactly(8);
        assertThat(Divisive.byPermutations(STEP, 0.02, 100, Draws.seeded(1))).containsExactly(8);
        double[][] rows = new double[STEP.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {STEP[i], -STEP[i]};
        }
        assertThat(EnergyDivisive.find(rows, 0.02, 100, Draws.seeded(1))).containsExactly(8);
    }

    @Test
    void aValueHalfwayBelongsToTheNearerLevel() {
        double[][] rows = new double[30][1];
        for (int i = 0; i < rows.length; i++) {
            rows[i][0] = i < 14 ? 50 : i == 14 ? 74 : 100;
        }
        assertThat(EnergyDivisive.find(rows, 0.01, 100, Draws.seeded(1))).containsExactly(15);
        rows[14][0] = 76;
        assertThat(EnergyDivisive.find(rows, 0.01, 100, Draws.seeded(1))).containsExactly(14);
    }

    @Test
    void constantAndEmptySeriesHaveNone() {
        assertThat(EnergyDivisive.find(new double[30][2], 0.01, 20, Draws.seeded(1)))
                .isEmpty();
        assertThat(EnergyDivisive.find(new double[0][], 0.01, 20, Draws.seeded(1)))
                .isEmpty();
        assertThat(Divisive.byTTest(new double[10], 0.5)).isEmpty();
        assertThat(Divisive.byTTest(new double[] {1}, 0.5)).isEmpty();
        assertThat(Divisive.byTTest(new double[0], 0.5)).isEmpty();
    }

    @Test
    void outliersDoNotHideEachOther() {
        double[] values = new double[60];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.sin(i * 1.7);
        }
        values[10] = 8;
        values[20] = 8.1;
        Outliers outliers = Outliers.generalizedEsd(values, 5, 0.05);
        assertThat(outliers.indexes()).isEqualTo(List.of(20, 10));
    }

    private static double byTheBook(double[] values, int tau, int kappa) {
        double across = 0;
        double left = 0;
        double right = 0;
        for (int i = 0; i < kappa; i++) {
            for (int j = i + 1; j < kappa; j++) {
                double distance = Math.abs(values[i] - values[j]);
                if (j < tau) {
                    left += distance;
                } else if (i >= tau) {
                    right += distance;
                } else {
                    across += distance;
                }
            }
        }
        double m = kappa - tau;
        double n = tau;
        return 2 / (m + n) * across
                - (n > 1 ? 2 * m / (m + n) / (n - 1) * left : 0)
                - (m > 1 ? 2 * n / (m + n) / (m - 1) * right : 0);
    }
}
