package io.flyball.simulator.capacity;

import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.controller.FixedCount;
import io.flyball.simulator.plant.Fleet.Report;
import io.flyball.simulator.plant.service.ServiceModel;
import io.flyball.simulator.plant.service.ServicePlant;
import io.flyball.simulator.plant.service.Trait;
import io.flyball.simulator.run.Run;
import io.flyball.simulator.traffic.Load;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The history of a service that exists as a model only: two instances, warm, for six hours under a load that rises from a tenth to
 * nine tenths of what their processors allow. From there on it is planned as any other history.
 */
final class Calibration {
    private static final ServiceName SERVICE = new ServiceName("calibration");
    private static final int INSTANCES = 2;
    private static final long LENGTH = 6 * 3_600_000L;
    private static final long WARM_UP = 3_600_000;
    private static final long PERIOD = 60_000;
    private static final double LOWEST = 0.1;
    private static final double HIGHEST = 0.9;

    private Calibration() {}

    static History of(ServiceModel model, long seed) {
        double most = INSTANCES * capacity(model);
        Load ramp = millis -> most * (LOWEST + (HIGHEST - LOWEST) * Math.min(1, (millis - WARM_UP) / (double) LENGTH));
        ServicePlant plant = new ServicePlant(SERVICE, model.with("think", 0), seed, INSTANCES, 0);
        int size = (int) (LENGTH / PERIOD);
        long[] times = new long[size];
        Map<String, double[]> columns = new TreeMap<>();
        plant.advance(WARM_UP, millis -> most * (LOWEST + HIGHEST) / 2); // caches fill, what idles is given back
        new Run(plant, ramp, FixedCount.none(), WARM_UP + PERIOD, WARM_UP + LENGTH, PERIOD)
                .go(
                        moment -> {
                            int i = (int) ((moment.interval().at() - WARM_UP) / PERIOD) - 1;
                            times[i] = moment.interval().at();
                            put(
                                    columns,
                                    size,
                                    i,
                                    History.LOAD,
                                    moment.interval().offered());
                            put(
                                    columns,
                                    size,
                                    i,
                                    History.INSTANCES,
                                    moment.interval().ready());
                            List<Report> reports = plant.reports();
                            for (Report report : reports) {
                                report.sample()
                                        .values()
                                        .forEach((name, value) -> add(columns, size, i, name, value / reports.size()));
                            }
                        },
                        share -> {});
        return new History(times, columns, true);
    }

    private static double capacity(ServiceModel model) {
        double processors = model.get(Trait.CORES) / model.get(Trait.CPU);
        double held = model.get(Trait.CPU) + model.get(Trait.WAIT) + model.get(Trait.CALL);
        return Math.min(processors, model.get(Trait.THREADS) / held);
    }

    private static void put(Map<String, double[]> columns, int size, int i, String name, double value) {
        column(columns, size, name)[i] = value;
    }

    private static void add(Map<String, double[]> columns, int size, int i, String name, double value) {
        double[] column = column(columns, size, name);
        column[i] = Double.isNaN(column[i]) ? value : column[i] + value;
    }

    private static double[] column(Map<String, double[]> columns, int size, String name) {
        return columns.computeIfAbsent(name, key -> {
            double[] none = new double[size];
            Arrays.fill(none, Double.NaN);
            return none;
        });
    }
}
