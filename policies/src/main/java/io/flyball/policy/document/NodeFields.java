package io.flyball.policy.document;

import static io.flyball.policy.document.PolicyFields.count;
import static io.flyball.policy.document.PolicyFields.flag;
import static io.flyball.policy.document.PolicyFields.number;
import static io.flyball.policy.document.PolicyFields.share;
import static io.flyball.policy.document.PolicyFields.size;
import static io.flyball.policy.document.PolicyFields.time;

import io.flyball.policy.document.VerticalConfig.Percentiles;
import io.flyball.policy.document.field.Field;
import io.flyball.policy.document.field.Field.Type;
import java.time.Duration;

/** Fields of {@code spec.threads}, {@code connections}, {@code vertical} and {@code limiter}. */
final class NodeFields {
    static final int MOST_THREADS = 100_000;
    static final int MOST_PROCESSORS = 4096;
    private static final double MOST_POOLS = 8;

    private NodeFields() {}

    static Field threads() {
        return Field.section(
                "threads",
                "request threads of each node",
                Field.of("knob", Type.KNOB, "which pool").or(PolicyDefaults.THREADS_KNOB),
                count("min", 1, MOST_THREADS, "fewest threads").or(PolicyDefaults.THREADS_MIN),
                count("max", 2, MOST_THREADS, "most threads").or(PolicyDefaults.THREADS_MAX),
                number("factor", 1.01, 4, "one trial multiplies by at most this, and adds at least 2")
                        .or(PolicyDefaults.THREADS_FACTOR)
                        .eg("1.25"),
                share("busyAbove", 0.5, 1, "growth is considered from this busy share on")
                        .or(PolicyDefaults.BUSY_ABOVE),
                count("queueDepth", 0, 1_000_000, "most requests that wait for a thread; absent: left alone")
                        .eg("500"),
                count("priorityLevels", 1, 10, "classes of priority; absent: left alone")
                        .eg("3"),
                Field.section(
                        "affinity",
                        "processors of the pool's threads; absent: left alone",
                        Field.of("cpus", Type.CPUS, "auto, how many, or which")
                                .words(ScalingFields.AUTO)
                                .needed()
                                .eg("auto")));
    }

    static Field connections() {
        return Field.list("connections", "pools of connections of each node", MOST_POOLS, pool());
    }

    private static Field pool() {
        return Field.section(
                "",
                "one pool",
                Field.of("knob", Type.KNOB, "which pool").or(PolicyDefaults.CONNECTIONS_KNOB),
                count("min", 1, MOST_THREADS, "fewest connections per instance").or(PolicyDefaults.CONNECTIONS_MIN),
                count("max", 1, MOST_THREADS, "most connections per instance").or(PolicyDefaults.CONNECTIONS_MAX),
                Field.section(
                        "downstream",
                        "what all instances together connect to; absent: no limit",
                        Field.of("name", Type.NAME, "name of the database or service")
                                .needed()
                                .eg("orders-db"),
                        count("limit", 1, 10_000_000, "connections that it takes in all")
                                .needed()
                                .eg("500"),
                        share("share", 0.01, 1, "part of the limit that belongs to this service")
                                .or(PolicyDefaults.DOWNSTREAM_SHARE)));
    }

    static Field vertical() {
        return Field.section(
                "vertical",
                "requests of CPU and memory per instance, as Kubernetes' VPA recommends them",
                percentiles("cpu", "cores", PolicyDefaults.CPU_PERCENTILES, cores("min"), cores("max")),
                percentiles(
                        "memory",
                        "bytes",
                        PolicyDefaults.MEMORY_PERCENTILES,
                        size("min", "least request"),
                        size("max", "largest request; absent: no bound").eg("4GiB")),
                time("halfLife", Duration.ofMinutes(1), Duration.ofDays(31), "after this time a sample counts half")
                        .or(PolicyDefaults.HALF_LIFE),
                share("margin", 0, 5, "added to each percentile").or(PolicyDefaults.MARGIN),
                flag("apply", PolicyDefaults.VERTICAL_APPLY, "false: recommend only"));
    }

    private static Field cores(String name) {
        return number(name, 0.001, 10_000, name.equals("min") ? "least request" : "largest request; absent: no bound")
                .eg("2");
    }

    private static Field percentiles(String name, String unit, Percentiles otherwise, Field min, Field max) {
        return Field.section(
                name,
                "request in " + unit,
                share("target", 0.01, 1, "percentile of use that is requested").or(otherwise.target()),
                share("lower", 0.01, 1, "percentile below which a request is too small")
                        .or(otherwise.lower()),
                share("upper", 0.01, 1, "percentile above which a request is too large")
                        .or(otherwise.upper()),
                min.or(otherwise.min()),
                max);
    }

    static Field limiter() {
        return Field.section(
                "limiter",
                "advice on a limit of concurrent requests",
                Field.of("algorithm", Type.CHOICE, "published algorithm")
                        .words("none", "vegas", "gradient2", "aimd", "envoy")
                        .or("none"),
                count("minLimit", 1, MOST_THREADS, "lowest limit advised").or(PolicyDefaults.LIMIT_MIN),
                count("maxLimit", 1, MOST_THREADS, "highest limit advised").or(PolicyDefaults.LIMIT_MAX));
    }
}
