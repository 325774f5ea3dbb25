package io.flyball.policy.tune.launch;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JVM as the agent described it, e.g. {@code 17.0.15 G1 pid 4711}.
 *
 * @param feature version, e.g. 17
 */
public record Jvm(int feature, Collector collector) {
    /** Collectors of HotSpot, by the flag that chooses them. */
    public enum Collector {
        SERIAL("UseSerialGC"),
        PARALLEL("UseParallelGC"),
        G1("UseG1GC"),
        Z("UseZGC"),
        SHENANDOAH("UseShenandoahGC");

        private final String flag;

        Collector(String flag) {
            this.flag = flag;
        }

        public String flag() {
            return flag;
        }
    }

    private static final Pattern VERSION = Pattern.compile("(?:^|\\D)(\\d{1,3})(?:[.\\s]|$)");

    /** Empty when version or collector cannot be told: then nothing may be assumed. */
    public static Optional<Jvm> of(String described) {
        Matcher version = VERSION.matcher(described);
        String text = described.toLowerCase(Locale.ROOT);
        Optional<Collector> collector = collector(text);
        return version.find() && collector.isPresent()
                ? Optional.of(new Jvm(Integer.parseInt(version.group(1)), collector.get()))
                : Optional.empty();
    }

    private static Optional<Collector> collector(String text) {
        if (text.contains("shenandoah")) {
            return Optional.of(Collector.SHENANDOAH);
        }
        if (text.matches(".*\\b(zgc|z)\\b.*")) {
            return Optional.of(Collector.Z);
        }
        if (text.contains("g1")) {
            return Optional.of(Collector.G1);
        }
        if (text.contains("parallel")) {
            return Optional.of(Collector.PARALLEL);
        }
        return text.contains("serial") ? Optional.of(Collector.SERIAL) : Optional.empty();
    }
}
