package io.flyball.simulator.capacity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must hold at the peak with the spare instances gone.
 *
 * @param below at most this: seconds, or a share in (0, 1]
 */
public record Objective(Kind kind, double below) {
    /** How busy the processors of an instance may be. */
    public static final Objective BUSY = new Objective(Kind.UTILIZATION, 0.9);

    /** What is promised. */
    public enum Kind {
        UTILIZATION("utilization", Double.NaN),
        LATENCY_MEAN("latency.mean", Double.NaN),
        LATENCY_P50("latency.p50", 0.5),
        LATENCY_P99("latency.p99", 0.99);

        private final String metric;
        private final double share;

        Kind(String metric, double share) {
            this.metric = metric;
            this.share = share;
        }

        public String metric() {
            return metric;
        }

        public boolean isLatency() {
            return this != UTILIZATION;
        }
    }

    private static final double ROUNDING = 1e-9;
    private static final Pattern FORM = Pattern.compile("([a-z0-9.]+)\\s*<=?\\s*([0-9]+(?:\\.[0-9]+)?)\\s*(ms|s|%)");

    public Objective {
        if (!(below > 0) || Double.isInfinite(below) || kind == Kind.UTILIZATION && below > 1) {
            throw new IllegalArgumentException("%s < %s: must be above 0%s"
                    .formatted(kind.metric(), below, kind == Kind.UTILIZATION ? " and at most 100%" : ""));
        }
    }

    /** {@code latency.p99<250ms}, {@code utilization<80%}. */
    public static Objective parse(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (parts.matches()) {
            Optional<Kind> kind = kind(parts.group(1));
            String unit = parts.group(3);
            if (kind.isPresent() && kind.get().isLatency() != unit.equals("%")) {
                double number = Double.parseDouble(parts.group(2));
                double scale = unit.equals("ms") ? 1e-3 : unit.equals("%") ? 1e-2 : 1;
                return new Objective(kind.get(), number * scale);
            }
        }
        throw new IllegalArgumentException(
                "objective = '%s': must be such as latency.p99<250ms, latency.mean<0.1s or utilization<80%%"
                        .formatted(text));
    }

    /** What this promise is about, where capacity has to do with it. */
    public static Optional<Kind> kind(String metric) {
        for (Kind kind : Kind.values()) {
            if (kind.metric().equals(metric)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    public String text() {
        return kind.isLatency()
                ? String.format(Locale.ROOT, "%s < %.4g ms", kind.metric(), below * 1e3)
                : String.format(Locale.ROOT, "%s < %.4g %%", kind.metric(), below * 100);
    }

    /** What one instance shows at a load, in the unit of {@link #below}. */
    double at(double load, double capacity, ResponseTime response) {
        if (kind == Kind.UTILIZATION) {
            return load / capacity;
        }
        return kind == Kind.LATENCY_MEAN ? response.mean(load) : response.quantile(load, kind.share);
    }

    boolean holds(double load, double capacity, ResponseTime response) {
        return kind.isLatency() && kind != Kind.LATENCY_MEAN
                ? response.longer(load, below) <= 1 - kind.share
                : at(load, capacity, response) <= below * (1 + ROUNDING);
    }
}
