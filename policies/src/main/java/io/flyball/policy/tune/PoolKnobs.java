package io.flyball.policy.tune;

import io.flyball.policy.document.ThreadOptimization;
import io.flyball.policy.document.ThreadOptimization.Affinity;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Queue depth, priority levels and processor affinity of a pool: what the policy says, where the node offers the knob.
 * Beside {@code app.orders.size} these are {@code app.orders.queueDepth}, {@code .priorityLevels} and
 * {@code .processors}, the last one a set of bits: 5 is processors 0 and 2. What no node offers is said, not dropped.
 */
public final class PoolKnobs {
    public static final String QUEUE_DEPTH = "queueDepth";
    public static final String PRIORITY_LEVELS = "priorityLevels";
    public static final String PROCESSORS = "processors";
    /** Bits of a positive long. */
    private static final int MOST_PROCESSORS = 62;

    private PoolKnobs() {}

    /**
     * @param processors of the host; 0 = not known
     * @param window newest of the pool: tells whether the whole queue can be served in time
     * @param guardSeconds latency objective; NaN = none
     */
    public static Advice advise(
            ThreadOptimization config,
            List<Capability> capabilities,
            int processors,
            PoolWindow window,
            double guardSeconds) {
        List<Setting> settings = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        boolean withheld = false;
        if (config.queueDepth().isPresent()) {
            int depth = config.queueDepth().getAsInt();
            withheld |= add(settings, reasons, config.knob(), QUEUE_DEPTH, depth, capabilities);
            inTime(depth, window, guardSeconds).ifPresent(reasons::add);
        }
        if (config.priorityLevels().isPresent()) {
            withheld |= add(
                    settings,
                    reasons,
                    config.knob(),
                    PRIORITY_LEVELS,
                    config.priorityLevels().getAsInt(),
                    capabilities);
        }
        if (config.affinity().isPresent()) {
            Optional<Long> mask = mask(config.affinity().get(), processors);
            if (mask.isEmpty()) {
                reasons.add("affinity needs processors between 0 and %d that the host has; it has %s"
                        .formatted(MOST_PROCESSORS - 1, processors > 0 ? processors : "an unknown number"));
                withheld = true;
            } else {
                withheld |= add(settings, reasons, config.knob(), PROCESSORS, mask.get(), capabilities);
            }
        }
        if (!settings.isEmpty()) {
            return Advice.change(settings, "pool-settings", reasons);
        }
        if (withheld) {
            return Advice.withhold("pool-not-offered", reasons);
        }
        return Advice.leave(
                "pool-as-wanted",
                reasons.isEmpty() ? "the policy leaves queue, priorities and affinity alone" : reasons.get(0));
    }

    /** Name of a pool's other setting: {@code tomcat.maxThreads@8443} has {@code tomcat.queueDepth@8443}. */
    public static String sibling(String knob, String attribute) {
        int at = knob.indexOf('@');
        String plain = at < 0 ? knob : knob.substring(0, at);
        String which = at < 0 ? "" : knob.substring(at);
        int dot = plain.lastIndexOf('.');
        return (dot < 0 ? plain : plain.substring(0, dot)) + "." + attribute + which;
    }

    /** True when it is wanted but cannot be had. */
    private static boolean add(
            List<Setting> settings,
            List<String> reasons,
            String knob,
            String attribute,
            long value,
            List<Capability> capabilities) {
        String name = sibling(knob, attribute);
        Optional<Capability> has =
                capabilities.stream().filter(one -> one.knob().equals(name)).findFirst();
        if (has.isEmpty() || !has.get().available()) {
            reasons.add("not offered by this node: %s%s"
                    .formatted(name, has.map(one -> " (" + one.note() + ")").orElse("")));
            return true;
        }
        if (!has.get().allows(value)) {
            reasons.add("%s = %d: must be between %d and %d on this node"
                    .formatted(name, value, has.get().min(), has.get().max()));
            return true;
        }
        if (has.get().current() == value) {
            reasons.add("%s is %d already".formatted(name, value));
            return false;
        }
        settings.add(new Setting(name, value));
        reasons.add("%s: %d instead of %d, as the policy says"
                .formatted(name, value, has.get().current()));
        return false;
    }

    /** Little's law of the queue: whoever is last of {@code depth} waits {@code depth / throughput}. */
    private static Optional<String> inTime(int depth, PoolWindow window, double guard) {
        double throughput = window.throughput().orElse(Double.NaN);
        double latency = window.latency().orElse(Double.NaN);
        if (!(throughput > 0) || !(latency >= 0) || !(guard > 0)) {
            return Optional.empty();
        }
        double useful = Math.max(0, throughput * (guard - latency));
        return depth > useful
                ? Optional.of(Numbers.show(
                        "at %.0f req/s only the first %.0f of %d that wait are served within %.0f ms",
                        throughput, useful, depth, guard * 1000))
                : Optional.empty();
    }

    private static Optional<Long> mask(Affinity affinity, int processors) {
        List<Integer> chosen = affinity.cpus();
        if (chosen.isEmpty()) {
            int count = affinity.count() > 0 ? affinity.count() : processors;
            if (count <= 0 || count > MOST_PROCESSORS || processors > 0 && count > processors) {
                return Optional.empty();
            }
            return Optional.of((1L << count) - 1);
        }
        long bits = 0;
        for (int cpu : chosen) {
            if (cpu < 0 || cpu >= MOST_PROCESSORS || processors > 0 && cpu >= processors) {
                return Optional.empty();
            }
            bits |= 1L << cpu;
        }
        return Optional.of(bits);
    }
}
