package io.flyball.planner.service;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What survives a planner, stored under {@code service/<name>}.
 *
 * @param term of the planner that wrote it; 0 before the first
 * @param owner member and incarnation that took the term
 * @param instanceTarget wanted instances; -1 while unknown
 * @param automationLooked until when the set times of the automation are dealt with; empty: none were
 */
public record ServiceRecord(long term, String owner, int instanceTarget, Optional<Instant> automationLooked) {
    /** Before any planner. */
    public static final ServiceRecord NONE = new ServiceRecord(0, "", -1);

    public ServiceRecord(long term, String owner, int instanceTarget) {
        this(term, owner, instanceTarget, Optional.empty());
    }

    public ServiceRecord {
        if (term < 0) {
            throw new IllegalArgumentException("term = " + term + ": must be 0 or more");
        }
        if (owner == null || owner.contains("\n")) {
            throw new IllegalArgumentException("owner: must be one line");
        }
    }

    /** One {@code key=value} per line. */
    public String encode() {
        return "term=" + term + "\nowner=" + owner + "\ninstanceTarget=" + instanceTarget + "\n"
                + automationLooked.map(at -> "automationLooked=" + at + "\n").orElse("");
    }

    /** Keys that are not known are skipped, so that an older member reads what a newer one wrote. */
    public static ServiceRecord decode(String text) {
        Map<String, String> values = new HashMap<>();
        for (String line : text.split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        try {
            return new ServiceRecord(
                    Long.parseLong(values.getOrDefault("term", "")),
                    values.getOrDefault("owner", ""),
                    Integer.parseInt(values.getOrDefault("instanceTarget", "-1")),
                    Optional.ofNullable(values.get("automationLooked")).map(Instant::parse));
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "service record = '" + text + "': must have a numeric term, and times as in ISO 8601", e);
        }
    }
}
