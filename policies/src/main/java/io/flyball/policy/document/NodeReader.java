package io.flyball.policy.document;

import io.flyball.policy.document.ConnectionPool.Downstream;
import io.flyball.policy.document.LimiterConfig.Algorithm;
import io.flyball.policy.document.ThreadOptimization.Affinity;
import io.flyball.policy.document.VerticalConfig.Percentiles;
import io.flyball.policy.document.field.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads {@code threads}, {@code connections}, {@code vertical} and {@code limiter}. */
final class NodeReader {
    private NodeReader() {}

    static ThreadOptimization threads(Section section) {
        int max = section.count("max");
        ThreadOptimization threads = new ThreadOptimization(
                section.knob("knob").orElse(PolicyDefaults.THREADS_KNOB),
                min(section, PolicyDefaults.THREADS_MIN, max),
                max,
                section.number("factor"),
                section.number("busyAbove"),
                section.optionalCount("queueDepth"),
                section.optionalCount("priorityLevels"),
                section.section("affinity").map(NodeReader::affinity));
        section.end();
        return threads;
    }

    private static int min(Section section, int otherwise, int max) {
        int min = section.count("min", Math.min(otherwise, max));
        if (min > max) {
            section.problem("min", "must be at most max (" + max + ")");
        }
        return min;
    }

    private static Affinity affinity(Section section) {
        Affinity affinity = section.isWord("cpus")
                ? Affinity.AUTO
                : section.read("cpus", NodeReader::cpus).orElse(Affinity.AUTO);
        section.end();
        return affinity;
    }

    private static Optional<Affinity> cpus(Object value) {
        if (!(value instanceof List<?> list)) {
            return whole(value, 1).map(count -> new Affinity(count, List.of()));
        }
        List<Integer> cpus = new ArrayList<>();
        list.forEach(cpu -> whole(cpu, 0).ifPresent(cpus::add));
        boolean distinct = cpus.stream().distinct().count() == list.size();
        return distinct && !cpus.isEmpty() ? Optional.of(new Affinity(0, cpus)) : Optional.empty();
    }

    private static Optional<Integer> whole(Object value, int least) {
        OptionalDouble number = Quantity.plain(value);
        return number.isPresent()
                        && number.getAsDouble() == Math.rint(number.getAsDouble())
                        && number.getAsDouble() >= least
                        && number.getAsDouble() <= NodeFields.MOST_PROCESSORS
                ? Optional.of((int) number.getAsDouble())
                : Optional.empty();
    }

    static List<ConnectionPool> connections(Section spec) {
        List<ConnectionPool> pools = new ArrayList<>();
        for (Section section : spec.sections("connections")) {
            ConnectionPool pool = pool(section);
            if (pools.stream().anyMatch(other -> other.knob().equals(pool.knob()))) {
                section.problem("knob", "must be another one than that of the pools before");
            }
            pools.add(pool);
        }
        return pools;
    }

    private static ConnectionPool pool(Section section) {
        int max = section.count("max");
        ConnectionPool pool = new ConnectionPool(
                section.knob("knob").orElse(PolicyDefaults.CONNECTIONS_KNOB),
                min(section, PolicyDefaults.CONNECTIONS_MIN, max),
                max,
                section.section("downstream").map(NodeReader::downstream));
        section.end();
        return pool;
    }

    private static Downstream downstream(Section section) {
        Downstream downstream =
                new Downstream(section.name("name").orElse("none"), section.count("limit"), section.number("share"));
        section.end();
        return downstream;
    }

    static VerticalConfig vertical(Section section) {
        VerticalConfig vertical = new VerticalConfig(
                section.section("cpu").map(NodeReader::percentiles).orElse(PolicyDefaults.CPU_PERCENTILES),
                section.section("memory").map(NodeReader::percentiles).orElse(PolicyDefaults.MEMORY_PERCENTILES),
                section.time("halfLife"),
                section.number("margin"),
                section.flag("apply"));
        section.end();
        return vertical;
    }

    private static Percentiles percentiles(Section section) {
        Percentiles read = new Percentiles(
                section.number("target"),
                section.number("lower"),
                section.number("upper"),
                section.number("min"),
                section.optional("max"));
        if (read.lower() > read.target() || read.target() > read.upper()) {
            section.wrong("must have lower <= target <= upper");
        }
        if (read.max().isPresent() && read.max().getAsDouble() < read.min()) {
            section.problem("max", "must be at least min");
        }
        section.end();
        return read;
    }

    static LimiterConfig limiter(Section section) {
        LimiterConfig limiter = new LimiterConfig(
                section.choice("algorithm", Algorithm.class, Algorithm.NONE),
                section.count("minLimit"),
                section.count("maxLimit"));
        if (limiter.minLimit() > limiter.maxLimit()) {
            section.problem("minLimit", "must be at most maxLimit (" + limiter.maxLimit() + ")");
        }
        section.end();
        return limiter;
    }
}
