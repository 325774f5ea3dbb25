package io.flyball.simulator.plant.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flyball.simulator.plant.service.Workers.Room;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueingLawsTest {
    private static final Room ENDLESS = new Room(1e9, 1e9);

    /** What a pool showed over a long time. */
    private record Shown(double inside, double throughput, double arrived, double rejected, double left) {
        double residence() {
            return inside / throughput;
        }
    }

    private static Shown open(
            Workers workers, double rate, double variation, Room room, double seconds, int steps, long seed) {
        Chance chance = new Chance(seed);
        double inside = 0;
        double completed = 0;
        double arrived = 0;
        double rejected = 0;
        double start = 0;
        for (int i = -steps / 5; i < steps; i++) {
            if (i == 0) {
                start = workers.inside();
            }
            workers.open(seconds, rate, variation, room, chance);
            if (i >= 0) {
                inside += workers.inside() * seconds;
                completed += workers.completed;
                arrived += workers.arrived;
                rejected += workers.rejected + workers.timedOut;
            }
        }
        double time = steps * seconds;
        return new Shown(
                inside / time, completed / time, arrived, rejected, completed + rejected + workers.inside() - start);
    }

    private static Workers pool(int threads, int cores, double cpu, double wait, double factor) {
        Workers workers = new Workers(new WorkerCurve(threads, cores, 0, 0, factor));
        workers.pace().conditions(cpu, wait, Double.POSITIVE_INFINITY);
        return workers;
    }

    /** Mean wait over the service time, by the recursion of Erlang's B. */
    private static double erlangWait(int servers, double rho) {
        double load = servers * rho;
        double b = 1;
        for (int k = 1; k <= servers; k++) {
            b = load * b / (k + load * b);
        }
        double c = b / (1 - rho * (1 - b));
        return c / (servers * (1 - rho));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0.5",
        "1, 0.8",
        "1, 0.95",
        "2, 0.7",
        "4, 0.5",
        "4, 0.9",
        "16, 0.8",
        "16, 0.95",
        "64, 0.9",
        "200, 0.95"
    })
    void meetsErlangsMeanWaitWithEvenArrivals(int threads, double rho) {
        Shown shown = open(pool(threads, 1, 0, 0.05, 1), rho * threads / 0.05, 0, ENDLESS, 1, 4000, 1);

        double wait = erlangWait(threads, rho) * 0.05;
        assertThat(shown.residence() - 0.05).isCloseTo(wait, within(0.02 * wait + 0.0005 * 0.05));
    }

    /** Four seeds of 11 hours; the mean of a queue near saturation is seen no better in that time. */
    @ParameterizedTest
    @CsvSource({"1, 0.5", "1, 0.8", "1, 0.95", "4, 0.5", "4, 0.9", "16, 0.95", "64, 0.9"})
    void meetsErlangsMeanWaitWithDrawnArrivals(int threads, double rho) {
        double sum = 0;
        for (int seed = 1; seed <= 4; seed++) {
            sum += open(pool(threads, 1, 0, 0.05, 1), rho * threads / 0.05, 1, ENDLESS, 1, 40_000, seed)
                    .inside();
        }

        double wait = erlangWait(threads, rho) * 0.05;
        double residence = sum / 4 / (rho * threads / 0.05);
        assertThat(residence - 0.05).isCloseTo(wait, within(0.04 * wait + 0.0005 * 0.05));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.7", "0.5, 0.9", "4, 0.8"})
    void meetsPollaczekAndKhinchine(double variation, double rho) {
        Shown shown = open(pool(1, 1, 0, 0.05, (1 + variation) / 2), rho / 0.05, 0, ENDLESS, 1, 4000, 1);

        double wait = rho / (1 - rho) * (1 + variation) / 2 * 0.05;
        assertThat(shown.residence() - 0.05).isCloseTo(wait, within(0.02 * wait));
    }

    /** All CPU, more threads than cores: the processor is M/M/2 with sharing, and threads do not matter. */
    @Test
    void queuesForTheProcessorRatherThanForThreads() {
        double rho = 0.8;
        Shown shown = open(pool(100, 2, 0.01, 0, 1), rho * 2 / 0.01, 0, ENDLESS, 1, 4000, 1);

        double wait = erlangWait(2, rho) * 0.01;
        assertThat(shown.residence() - 0.01).isCloseTo(wait, within(0.03 * wait));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 15, 60})
    void doesNotDependOnTheStep(double seconds) {
        Shown shown = open(pool(8, 2, 0.002, 0.05, 1), 120, 0, ENDLESS, seconds, (int) (20_000 / seconds), 1);
        Shown fine = open(pool(8, 2, 0.002, 0.05, 1), 120, 0, ENDLESS, 0.5, 40_000, 1);

        assertThat(shown.residence()).isCloseTo(fine.residence(), within(0.001));
    }

    @ParameterizedTest
    @ValueSource(doubles = {20, 150, 158, 165, 400, 20_000})
    void losesAndInventsNoRequest(double rate) {
        Shown shown = open(pool(8, 2, 0, 0.05, 1), rate, 1, new Room(50, 0.3), 1, 2000, 3);

        assertThat(shown.left()).isCloseTo(shown.arrived(), within(1e-6 * shown.arrived()));
        assertThat(shown.throughput()).isLessThan(8 / 0.05 * 1.001);
    }

    @Test
    void rejectsWhatIsBeyondCapacityAndQueue() {
        Shown shown = open(pool(8, 2, 0, 0.05, 1), 400, 1, new Room(50, 1e9), 1, 4000, 1);

        assertThat(shown.throughput()).isCloseTo(160, within(3.0));
        assertThat(shown.inside()).isCloseTo(58, within(2.0));
        assertThat(shown.rejected() / 4000).isCloseTo(240, within(4.0));
    }

    /** M/M/1/4 at 80 %: 0.8^5 (1 - 0.8) / (1 - 0.8^6) = 8.9 % find it full. */
    @Test
    void shortQueuesRejectBelowTheCapacity() {
        Shown shown = open(pool(1, 1, 0, 0.01, 1), 80, 0, new Room(4, 1e9), 1, 2000, 1);

        assertThat(shown.rejected() / shown.arrived()).isCloseTo(0.0888, within(0.01));
    }

    @Test
    void overloadBuildsUpAQueueAtTheSurplusAndDrains() {
        Workers workers = pool(8, 2, 0, 0.05, 1);
        Chance chance = new Chance(1);
        for (int i = 0; i < 100; i++) {
            workers.open(1, 200, 0, ENDLESS, chance);
        }
        double full = workers.inside();
        for (int i = 0; i < 50; i++) {
            workers.open(1, 100, 0, ENDLESS, chance);
        }

        // 40/s too much for 100 s, then 60/s of room for 50 s
        assertThat(full).isBetween(4000.0, 4100.0);
        assertThat(workers.inside()).isCloseTo(full - 3000, within(80.0));
    }

    @Test
    void aHungPoolServesNothingAndKeepsWhatItHas() {
        Workers workers = pool(8, 2, 0, 0.05, 1);
        Chance chance = new Chance(1);
        for (int i = 0; i < 10; i++) {
            workers.hang(1, 10, new Room(50, 1), chance);
            assertThat(workers.served).isZero();
        }

        assertThat(workers.inside()).isCloseTo(58, within(1e-9));
    }
}
