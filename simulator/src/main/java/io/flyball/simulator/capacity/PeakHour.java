package io.flyball.simulator.capacity;

import io.flyball.policy.math.Quantiles;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.controller.FixedCount;
import io.flyball.simulator.plant.Fleet.Report;
import io.flyball.simulator.plant.Interval;
import io.flyball.simulator.plant.service.ServiceModel;
import io.flyball.simulator.plant.service.ServicePlant;
import io.flyball.simulator.plant.service.Trait;
import io.flyball.simulator.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A second opinion on a plan: an hour of its peak on plant {@code service}, which has the planned pools and heap and its own
 * laws. At most {@value #MOST_NODES} nodes with their share of load and downstream stand for all.
 *
 * @param utilization of the processors, mean
 * @param latencyP99 seconds, median over the minutes
 * @param lostPct share of the requests that were not served, percent
 */
public record PeakHour(double utilization, double latencyP99, double lostPct) {
    private static final ServiceName SERVICE = new ServiceName("plan");
    private static final int MOST_NODES = 20;
    private static final long SEED = 1;
    private static final long PERIOD = 60_000;
    private static final long WARM_UP = 600_000;
    private static final long END = WARM_UP + 3_600_000;

    /** @param model with what is planned in it */
    static PeakHour of(ServiceModel model, Sizing.Fit fit) {
        int nodes = Math.min(MOST_NODES, fit.left());
        double share = nodes / (double) fit.left();
        double load = fit.perInstance() * nodes;
        ServiceModel part = model.with(Map.of(
                Trait.DOWNSTREAM_SERVERS.key(),
                        Math.max(1, StrictMath.rint(model.get(Trait.DOWNSTREAM_SERVERS) * share)),
                Trait.DOWNSTREAM_CONNECTIONS.key(),
                        Math.max(1, StrictMath.rint(model.get(Trait.DOWNSTREAM_CONNECTIONS) * share))));
        ServicePlant plant = new ServicePlant(SERVICE, part, SEED, nodes, 0);
        List<Double> busy = new ArrayList<>();
        List<Double> latency = new ArrayList<>();
        double[] lost = new double[2];
        new Run(plant, millis -> load, FixedCount.none(), PERIOD, END, PERIOD)
                .go(
                        moment -> {
                            Interval interval = moment.interval();
                            if (interval.at() > WARM_UP) {
                                latency.add(interval.latencyP99());
                                lost[0] += interval.lost();
                                lost[1] += interval.offered();
                                for (Report report : plant.reports()) {
                                    busy.add(report.sample().valueOrNaN(Metrics.CPU));
                                }
                            }
                        },
                        done -> {});
        return new PeakHour(mean(busy), Quantiles.median(finite(latency)), lost[1] > 0 ? 100 * lost[0] / lost[1] : 0);
    }

    private static double mean(List<Double> values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.size();
    }

    private static double[] finite(List<Double> values) {
        return values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .toArray();
    }
}
