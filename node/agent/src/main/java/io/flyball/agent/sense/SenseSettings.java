package io.flyball.agent.sense;

import io.flyball.agent.act.Envelope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How this agent finds and reads JVMs. Parsed by the settings package; this record has no defaults.
 *
 * @param host first part of the default node name {@code <host>-<pid>}
 * @param interval between two readings of one JVM; ticks lie on its grid of the wall clock
 * @param discoverEvery between two looks at the process table
 * @param callTimeout how long a JVM may stay silent before it is reported as hung
 * @param rules names for services, first match wins
 * @param envelope bounds by knob name, narrower than the built-in ones; {@code knob@part} falls back to {@code knob}
 * @param watch regular expression; a JVM whose command line holds no match is left alone; empty = every JVM
 */
public record SenseSettings(
        String host,
        Duration interval,
        Duration discoverEvery,
        Duration callTimeout,
        List<ServiceRule> rules,
        Map<String, Envelope> envelope,
        String watch) {
    public SenseSettings {
        atLeast("interval", interval, Duration.ofMillis(100));
        atLeast("discoverEvery", discoverEvery, Duration.ofMillis(100));
        atLeast("callTimeout", callTimeout, Duration.ofMillis(100));
        rules = List.copyOf(rules);
        envelope = Map.copyOf(envelope);
    }

    /** Watches every JVM. */
    public SenseSettings(
            String host,
            Duration interval,
            Duration discoverEvery,
            Duration callTimeout,
            List<ServiceRule> rules,
            Map<String, Envelope> envelope) {
        this(host, interval, discoverEvery, callTimeout, rules, envelope, "");
    }

    /** Whether a JVM with this command line is to be watched. */
    public boolean watches(List<String> arguments) {
        return watch.isEmpty()
                || Pattern.compile(watch).matcher(String.join(" ", arguments)).find();
    }

    private static void atLeast(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(name + " = " + value + ": must be at least " + least);
        }
    }
}
