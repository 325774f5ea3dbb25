package io.flyball.simulator.plant.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flyball.simulator.plant.service.Workers.Room;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosedLawsTest {
    private static final Room ENDLESS = new Room(1e9, 1e9);

    private record Shown(double throughput, double inside) {}

    private static Shown closed(Workers workers, double clients, double think) {
        Chance chance = new Chance(5);
        double completed = 0;
        double inside = 0;
        for (int i = -500; i < 4000; i++) {
            workers.closed(0.2, Math.max(0, clients - workers.inside()), think, ENDLESS, chance);
            completed += i >= 0 ? workers.completed : 0;
            inside += i >= 0 ? workers.inside() : 0;
        }
        return new Shown(completed / 800, inside / 4000);
    }

    private static Workers pool(int threads, int cores, double cpu, double wait, double sigma, double kappa) {
        Workers workers = new Workers(new WorkerCurve(threads, cores, sigma, kappa, 1));
        workers.pace().conditions(cpu, wait, Double.POSITIVE_INFINITY);
        return workers;
    }

    /** Machine repair: clients that think, one of {@code threads} serves each; exact. */
    private static double machineRepair(int clients, int threads, double service, double think) {
        double weight = 1;
        double all = 1;
        double busy = 0;
        for (int k = 1; k <= clients; k++) {
            weight *= (clients - k + 1) * service / think / Math.min(k, threads);
            all += weight;
            busy += weight * Math.min(k, threads);
        }
        return busy / all / service;
    }

    @ParameterizedTest
    @CsvSource({"5, 8, 1", "40, 8, 0.2", "80, 8, 0.2", "160, 8, 1", "200, 8, 1", "400, 8, 1", "12, 8, 0.01", "100, 1, 5"
    })
    void staysWithinTheAsymptoticBoundsAndNearTheExactThroughput(int clients, int threads, double think) {
        Shown shown = closed(pool(threads, 2, 0, 0.05, 0, 0), clients, think);

        // arrivals are drawn: 4,000 of them deviate by some percent
        assertThat(shown.throughput()).isLessThan(Math.min(clients / (0.05 + think) * 1.04, threads / 0.05 * 1.001));
        assertThat(shown.throughput())
                .isCloseTo(machineRepair(clients, threads, 0.05, think), within(0.06 * threads / 0.05));
    }

    @Test
    void keepsLittlesLawOfTheWholeCircle() {
        Shown shown = closed(pool(8, 2, 0, 0.05, 0, 0), 120, 0.5);

        assertThat(shown.inside() + shown.throughput() * 0.5).isCloseTo(120, within(1.0));
    }

    /** sigma 0.02, kappa 0.0005: the peak is at sqrt(0.98 / 0.0005) = 44. */
    @Test
    void throughputFollowsTheUniversalScalabilityLaw() {
        double best = 0;
        int bestAt = 0;
        for (int n = 4; n <= 200; n += 4) {
            double throughput =
                    closed(pool(n, 256, 0.05, 0, 0.02, 0.0005), n, 1e-6).throughput();
            double law = n / 0.05 / (1 + 0.02 * (n - 1) + 0.0005 * n * (n - 1.0));
            assertThat(throughput).as("%d threads", n).isCloseTo(law, within(0.01 * law));
            if (throughput > best) {
                best = throughput;
                bestAt = n;
            }
        }

        assertThat(bestAt).isBetween(40, 48);
    }

    /** Half CPU on one core, two threads: busy for 4/5 of the time. */
    @Test
    void threadsShareTheProcessorAsAClosedNetworkDoes() {
        assertThat(ClosedThroughput.upTo(2, 1, 0.5, 0, 0)[2]).isCloseTo(1.6, within(1e-12));
        assertThat(ClosedThroughput.upTo(2000, 2, 0.1, 0, 0)[2000]).isCloseTo(20, within(1e-6));
        assertThat(ClosedThroughput.upTo(64, 2, 0, 0, 0)[64]).isEqualTo(64);
    }
}
