package io.flyball.policy.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpectrumTest {
    @Test
    void transformsAnImpulseToAFlatSpectrum() {
        double[] real = {1, 0, 0, 0};
        double[] imaginary = new double[4];
        Fourier.transform(real, imaginary);
        assertThat(real).containsExactly(1, 1, 1, 1);
        assertThat(imaginary).containsOnly(0);
    }

    @Test
    void agreesWithTheDefinition() {
        var random = new SplittableRandom(3);
        double[] values = random.doubles(32).toArray();
        double[] real = values.clone();
        double[] imaginary = new double[32];
        Fourier.transform(real, imaginary);
        for (int k = 0; k < 32; k++) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < 32; i++) {
                re += values[i] * Math.cos(2 * Math.PI * k * i / 32);
                im -= values[i] * Math.sin(2 * Math.PI * k * i / 32);
            }
            assertThat(real[k]).isCloseTo(re, within(1e-12));
            assertThat(imaginary[k]).isCloseTo(im, within(1e-12));
        }
    }

    @Test
    void anAlternatingSeriesIsItsOwnOppositeAtLagOne() {
        double[] correlation = Autocorrelation.of(new double[] {1, -1, 1, -1, 1, -1}, 3);
        assertThat(correlation).containsExactly(new double[] {1, -1, 1, -1}, within(1e-12));
    }

    @Test
    void aConstantSeriesHasNoCorrelation() {
        assertThat(Autocorrelation.of(new double[] {2, 2, 2}, 2)).containsOnly(0);
    }

    @Test
    void solvesAPositiveDefiniteSystemAndShrugsAtASingularOne() {
        assertThat(Cholesky.solve(new double[][] {{4, 0}, {2, 3}}, new double[] {10, 8}, 0))
                .containsExactly(new double[] {1.75, 1.5}, within(1e-12));
        assertThat(Cholesky.solve(new double[][] {{0}}, new double[] {1}, 0)).containsExactly(0);
    }
}
