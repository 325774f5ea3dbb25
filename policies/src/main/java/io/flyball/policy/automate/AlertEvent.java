package io.flyball.policy.automate;

import java.time.Instant;

/** A transition of an alert, with its reason in words. {@code reading} is NaN where none was there. */
public record AlertEvent(Instant at, AlertRule rule, String subject, Change change, double reading, String reason) {
    /** What happened to it. */
    public enum Change {
        PENDING,
        FIRING,
        /** Fired, and came back to the clear value. */
        RESOLVED,
        /** Came back before it had lasted long enough. */
        CALMED,
        /** No reading any more: the alert stays as it is. */
        SILENT,
        /** Readings are back. */
        HEARD,
        /** The rule or the subject is gone: nobody knows whether it would have been resolved. */
        ENDED,
        /** More alerts than are kept: this one is not. */
        DROPPED
    }
}
