package io.flyball.simulator.plant.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyTest {
    @Test
    void withoutVariationItIsServicePlusAnExponentialWait() {
        Latency.Shape shape = new Latency.Shape(0.05, 0.9, 0.1, 0, 0, 0, 0);

        double p99 = new Latency(0).quantile(shape, 0.99);

        assertThat(p99).isCloseTo(0.05 + 0.1 * Math.log(90), within(1e-9));
    }

    /** Log-normal: exp(2.326 s - s^2 / 2) with s^2 = ln(1 + variation). */
    @ParameterizedTest
    @CsvSource({"0.01, 1.255", "0.5, 3.591", "1, 4.907"})
    void withoutWaitsItIsTheLogNormalOfTheModel(double variation, double times) {
        Latency.Shape shape = new Latency.Shape(0.05, 0, 0, 0, 0, 0, 0);

        assertThat(new Latency(variation).quantile(shape, 0.99)).isCloseTo(0.05 * times, within(0.05 * times * 0.02));
        double median = 0.05 / Math.sqrt(1 + variation);
        assertThat(new Latency(variation).quantile(shape, 0.5)).isCloseTo(median, within(0.02 * median));
    }

    /** M/M/1 with 1 s each at 80 %: exponential with mean 5 s; with a log-normal service of the same variance nearly so. */
    @Test
    void isNearTheExponentialOfTheSingleServer() {
        Latency.Shape shape = new Latency.Shape(1, 0.8, 5, 0, 0, 0, 0);

        double p99 = new Latency(1).quantile(shape, 0.99);

        assertThat(p99).isCloseTo(5 * Math.log(100), within(1.5));
    }

    @Test
    void aBacklogDelaysEveryoneByAboutTheSame() {
        Latency.Shape shape = new Latency.Shape(0.02, 0, 0, 2, 400, 0, 0);

        assertThat(new Latency(0).quantile(shape, 0.5)).isCloseTo(2.02, within(1e-9));
        // 2.326 / sqrt(401) = 11.6 % more
        assertThat(new Latency(1).quantile(new Latency.Shape(0, 0, 0, 2, 400, 0, 0), 0.99))
                .isCloseTo(2.232, within(0.001));
    }

    /** 2 pauses of 100 ms per second hit 30 % of requests of 50 ms, the worst of 100 of them for 97 ms. */
    @Test
    void frequentPausesOfTheCollectorShow() {
        Latency latency = new Latency(0);

        assertThat(latency.quantile(new Latency.Shape(0.05, 0, 0, 0, 0, 0.1, 2), 0.99))
                .isCloseTo(0.1467, within(0.0001));
        assertThat(latency.quantile(new Latency.Shape(0.05, 0, 0, 0, 0, 0.1, 0.05), 0.99))
                .isCloseTo(0.05, within(1e-9));
    }
}
