package io.flyball.policy.tune.launch;

import io.flyball.policy.tune.Bytes;
import io.flyball.policy.tune.Numbers;

/** Launch flags that make the same objects smaller, where this JVM proved to know them. */
final class Compression {
    /** Below this share of the live heap, strings are not worth a thread that compares them. */
    private static final double STRINGS = 0.2;
    /** What of them are usually the same. */
    private static final double SAME = 0.4;
    /** Live heap below which compact headers save less than is measured. */
    private static final double LEAST_LIVE = 100e6;

    private Compression() {}

    static LaunchAdvice.Finding strings(LaunchFacts facts) {
        String flag = "UseStringDeduplication";
        if (facts.isOn(flag)) {
            return LaunchAdvice.Finding.none("string deduplication is on already");
        }
        if (!facts.proven().contains(flag)) {
            return LaunchAdvice.Finding.none("string deduplication was not proven on this JVM");
        }
        if (!(facts.strings() >= 0)) {
            return LaunchAdvice.Finding.none("string deduplication: the share of strings was not measured");
        }
        if (facts.strings() < STRINGS || !(facts.live() > 0)) {
            return LaunchAdvice.Finding.none(Numbers.show(
                    "string deduplication: %.0f%% of the heap are strings, too few", facts.strings() * 100));
        }
        return LaunchAdvice.Finding.of(new FlagChange(
                "-XX:" + flag,
                "false",
                "true",
                Numbers.show("%.0f%% of %s live are strings", facts.strings() * 100, Bytes.show(facts.live())),
                "%s less live, if two of five are the same"
                        .formatted(Bytes.show(facts.live() * facts.strings() * SAME))));
    }

    /** Headers of 8 instead of 12 bytes: product flag from 25 on, behind {@code UnlockExperimentalVMOptions} in 24. */
    static LaunchAdvice.Finding headers(LaunchFacts facts) {
        String flag = "UseCompactObjectHeaders";
        if (facts.isOn(flag)) {
            return LaunchAdvice.Finding.none("compact object headers are on already");
        }
        if (facts.jvm().feature() < 24 || !facts.proven().contains(flag)) {
            return LaunchAdvice.Finding.none("compact object headers: from JDK 24 on and where proven; this is %d"
                    .formatted(facts.jvm().feature()));
        }
        if (!(facts.live() >= LEAST_LIVE)) {
            return LaunchAdvice.Finding.none("compact object headers: too little is live to save much");
        }
        String experimental = facts.jvm().feature() == 24 ? " (with -XX:+UnlockExperimentalVMOptions)" : "";
        return LaunchAdvice.Finding.of(new FlagChange(
                "-XX:" + flag,
                "false",
                "true",
                "%s are live%s".formatted(Bytes.show(facts.live()), experimental),
                "10 to 20 % less live; not measured here, so one node first"));
    }
}
