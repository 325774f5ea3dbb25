package io.flyball.simulator.plane.agent;

import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import io.flyball.simulator.plane.world.Chance;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How the metrics of the nodes of one agent fail. */
public final class Sensor {
    /** What goes wrong. */
    public enum Trouble {
        NONE,
        /** One value in a hundred is not read. */
        LOSES_FEW,
        LOSES_HALF,
        /** Nothing but readiness is read. */
        LOSES_ALL,
        /** No sample at all. */
        SILENT,
        ZEROS,
        /** The same values again and again. */
        FROZEN
    }

    private final Chance chance;
    private final Map<String, Sample> frozen = new TreeMap<>();
    private Trouble trouble = Trouble.NONE;

    Sensor(Chance chance) {
        this.chance = chance;
    }

    public void trouble(Trouble now) {
        trouble = now;
        frozen.clear();
    }

    public Trouble trouble() {
        return trouble;
    }

    Optional<Sample> read(String node, Sample truth) {
        return switch (trouble) {
            case NONE -> Optional.of(truth);
            case SILENT -> Optional.empty();
            case LOSES_FEW -> Optional.of(losing(truth, 0.01));
            case LOSES_HALF -> Optional.of(losing(truth, 0.5));
            case LOSES_ALL -> Optional.of(losing(truth, 1));
            case ZEROS -> Optional.of(zeros(truth));
            case FROZEN ->
                Optional.of(new Sample(
                        truth.at(), frozen.computeIfAbsent(node, first -> truth).values()));
        };
    }

    private Sample losing(Sample truth, double share) {
        Map<String, Double> left = new TreeMap<>();
        truth.values().forEach((metric, value) -> {
            if (metric.equals(Metrics.READY) || !chance.of(share)) {
                left.put(metric, value);
            }
        });
        return new Sample(truth.at(), left);
    }

    private static Sample zeros(Sample truth) {
        Map<String, Double> values = new TreeMap<>();
        truth.values().forEach((metric, value) -> values.put(metric, metric.equals(Metrics.READY) ? value : 0.0));
        return new Sample(truth.at(), values);
    }
}
