package io.flyball.policy.document;

import static io.flyball.policy.document.PolicyFields.DAY;
import static io.flyball.policy.document.PolicyFields.flag;
import static io.flyball.policy.document.PolicyFields.number;
import static io.flyball.policy.document.PolicyFields.size;
import static io.flyball.policy.document.PolicyFields.time;

import io.flyball.policy.document.field.Field;
import io.flyball.policy.document.field.Field.Type;
import java.time.Duration;

/** Fields of {@code spec.memory}. */
final class MemoryFields {
    private MemoryFields() {}

    static Field memory() {
        return Field.section(
                "memory",
                "heap and cache of each node",
                flag("idleGiveBack", PolicyDefaults.IDLE_GIVE_BACK, "give heap back while a node is idle"),
                time("idleFor", Duration.ofSeconds(1), DAY, "how long a node must have been idle")
                        .or(PolicyDefaults.IDLE_FOR),
                size("idleAllocationBelow", "bytes allocated per second below which a node is idle")
                        .or(PolicyDefaults.IDLE_ALLOCATION_BELOW),
                number("idleThroughputBelow", 0, 1e9, "requests per second below which a node is idle")
                        .or(PolicyDefaults.IDLE_THROUGHPUT_BELOW)
                        .eg("5"),
                size("initial", "smallest heap; with maximum").or(PolicyDefaults.HEAP_INITIAL),
                size("maximum", "largest heap; absent: its size is left alone").eg("2GiB"),
                size("increment", "sizes of the heap are multiples of this").or(PolicyDefaults.HEAP_INCREMENT),
                number("softMaxTimesLive", 1.5, 10, "least soft maximum as a multiple of the live set")
                        .or(PolicyDefaults.SOFT_MAX_TIMES_LIVE)
                        .eg("2"),
                fleet(),
                gc(),
                cache(),
                compression());
    }

    private static Field fleet() {
        return Field.section(
                "fleet",
                "one budget of heap shared by all nodes; absent: none",
                flag(
                        "squareRoot",
                        PolicyDefaults.SQUARE_ROOT,
                        "shares in proportion to sqrt(live set x allocation rate)"),
                size("total", "heap of all nodes together").needed().eg("16GiB"));
    }

    private static Field gc() {
        return Field.section(
                "gc",
                "garbage collection",
                flag("idleGiveBack", PolicyDefaults.IDLE_GIVE_BACK, "the same as memory.idleGiveBack"),
                flag("collectorAdvice", PolicyDefaults.ADVISE, "recommend another collector for the next start"));
    }

    private static Field cache() {
        return Field.section(
                "cache",
                "one cache of each node; absent: left alone",
                Field.of("knob", Type.KNOB, "its size; absent: the one cache that the service offers")
                        .eg("app.orders.maximumSize"),
                Field.of("size", Type.SPAN, "smallest and largest size, in the unit of the knob")
                        .in(1.0, 1e15)
                        .needed()
                        .eg("10000..200000"),
                Field.of("policy", Type.CHOICE, "which entry leaves first; absent: left alone")
                        .words("lru", "lfu", "tinylfu", "fifo")
                        .eg("lru"),
                time("ttl", Duration.ofMillis(1), Duration.ofDays(365), "how long an entry lives; absent: left alone")
                        .eg("10m"));
    }

    private static Field compression() {
        return Field.section(
                "compression",
                "levers of the next start, recommended where a node can have them",
                flag("stringDeduplication", PolicyDefaults.ADVISE, "one copy of equal strings"),
                flag("compactHeaders", PolicyDefaults.ADVISE, "smaller object headers"));
    }
}
