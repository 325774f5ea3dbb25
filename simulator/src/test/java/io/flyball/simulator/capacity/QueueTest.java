package io.flyball.simulator.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flyball.simulator.Seeds;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QueueTest {
    static LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5, 0.5", "2, 1, 0.3333", "3, 2, 0.4444", "5, 4, 0.5541", "10, 8, 0.4092", "3, 3, 1", "2, 5, 1"})
    void erlangsTableIsMet(int servers, double offered, double waiting) {
        assertThat(ErlangC.waiting(servers, offered)).isCloseTo(waiting, within(5e-5));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theRecursionIsTheSumOfTheTextbook(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int servers = 1 + random.nextInt(40);
        double offered = servers * random.nextDouble() * 0.999;
        double term = 1;
        double sum = 0;
        for (int k = 0; k < servers; k++) {
            sum += term;
            term *= offered / (k + 1);
        }
        double last = term * servers / (servers - offered);
        assertThat(ErlangC.waiting(servers, offered)).isCloseTo(last / (sum + last), within(1e-9));
    }

    @Test
    void fewestServersAreTheFirstAtWhichFewWait() {
        assertThat(ErlangC.servers(8, 0.05)).hasValue(14);
        assertThat(ErlangC.waiting(14, 8)).isLessThanOrEqualTo(0.05).isCloseTo(0.0393, within(5e-5));
        assertThat(ErlangC.waiting(13, 8)).isGreaterThan(0.05);
        assertThat(ErlangC.servers(0, 0.05)).hasValue(1);
        assertThat(ErlangC.servers(Double.NaN, 0.05)).isEmpty();
        assertThat(ErlangC.servers(Double.POSITIVE_INFINITY, 0.05)).isEmpty();
    }

    /** M/M/1 has a closed form: the response time is exponential with rate mu - lambda. */
    @ParameterizedTest
    @CsvSource({"10", "50", "90", "99"})
    void oneServerIsTheClosedFormOfTheTextbook(double load) {
        ResponseTime queue = new ResponseTime(new ServiceTime(0, 0.01), 100, 1, 1);
        double mean = 1 / (100 - load);
        assertThat(queue.mean(load)).isCloseTo(mean, within(1e-9));
        assertThat(queue.quantile(load, 0.99)).isCloseTo(mean * Math.log(100), within(1e-6));
        assertThat(queue.quantile(load, 0.5)).isCloseTo(mean * Math.log(2), within(1e-6));
    }

    /** 4 servers of 10 ms at 320/s: C(4, 3.2) = 0.5964, W = 0.5964 / (400 - 320) = 7.45 ms. */
    @Test
    void severalServersWaitAsErlangSays() {
        ResponseTime queue = new ResponseTime(new ServiceTime(0.02, 0.01), 400, 4, 1);
        assertThat(queue.meanWait(320)).isCloseTo(0.007455, within(1e-5));
        assertThat(queue.mean(320)).isCloseTo(0.037455, within(1e-5));
        assertThat(queue.withVariability(2).meanWait(320)).isCloseTo(2 * 0.007455, within(2e-5));
        assertThat(queue.mean(400)).isInfinite();
        assertThat(queue.quantile(500, 0.99)).isInfinite();
    }

    @Test
    void serviceTimeHasTheMeanAndTailThatWereMeasured() {
        ServiceTime both = ServiceTime.of(0.030, 0.100, true);
        assertThat(both.spread()).isCloseTo(0.01942, within(1e-5));
        assertThat(both.mean()).isCloseTo(0.030, within(1e-9));
        assertThat(both.p99()).isCloseTo(0.100, within(1e-9));
        ServiceTime heavy = ServiceTime.of(0.010, 0.500, true);
        assertThat(heavy.p99()).isCloseTo(0.500, within(1e-9));
        assertThat(heavy.fixed()).isZero();
        assertThat(ServiceTime.of(0.01, Double.NaN, false).mean()).isCloseTo(0.01, within(1e-9));
        assertThat(ServiceTime.of(Double.NaN, 0.1, false).p99()).isCloseTo(0.1, within(1e-9));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void latencyRisesWithLoadAndWithTheQuantile(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double spread = 0.001 + random.nextDouble() * 0.1;
        ResponseTime queue = new ResponseTime(
                new ServiceTime(random.nextDouble() * 0.1, spread),
                10 + random.nextDouble() * 1000,
                1 + random.nextInt(16),
                0.1 + 5 * random.nextDouble());
        double low = random.nextDouble() * queue.capacity();
        double high = low + random.nextDouble() * (queue.capacity() - low);
        assertThat(queue.mean(high)).isGreaterThanOrEqualTo(queue.mean(low));
        assertThat(queue.quantile(high, 0.99)).isGreaterThanOrEqualTo(queue.quantile(low, 0.99) * (1 - 1e-6));
        assertThat(queue.quantile(low, 0.99)).isGreaterThan(queue.quantile(low, 0.5));
        assertThat(queue.longer(low, queue.quantile(low, 0.99))).isCloseTo(0.01, within(1e-6));
    }

    /** 200/s of 40 ms are 8 at once; 14 leave 3.9 % waiting; with 250 ms of patience 50 may queue. */
    @Test
    void poolsFollowLittlesLaw() {
        Pool pool = Pool.of(200, 0.040, 0.250).orElseThrow();
        assertThat(pool.busy()).isCloseTo(8, within(1e-9));
        assertThat(pool.size()).isEqualTo(14);
        assertThat(pool.queue()).isEqualTo(50);
        assertThat(pool.isExhausted(349, 0.040)).isFalse();
        assertThat(pool.isExhausted(350, 0.040)).isTrue();
        assertThat(pool.isExhausted(1, Double.POSITIVE_INFINITY)).isTrue();
        assertThat(pool.atMost(9).size()).isEqualTo(9);
    }
}
