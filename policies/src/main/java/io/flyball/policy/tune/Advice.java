package io.flyball.policy.tune;

import io.flyball.protocol.model.Setting;
import java.util.List;

/**
 * What a rule advises for one node.
 *
 * @param settings values to try, in the order in which they must be written; empty = leave it
 * @param topic stable word for the reason, so that the same answer is not told again with other numbers
 * @param worthTelling a person would want to know why nothing happens
 */
public record Advice(List<Setting> settings, String topic, boolean worthTelling, List<String> reasons) {
    public Advice {
        settings = List.copyOf(settings);
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("reasons: must not be empty");
        }
    }

    public static Advice change(List<Setting> settings, String topic, List<String> reasons) {
        return new Advice(settings, topic, true, reasons);
    }

    /** Nothing to do, and nothing odd about it. */
    public static Advice leave(String topic, String reason) {
        return new Advice(List.of(), topic, false, List.of(reason));
    }

    /** Something would be due, but must not be. */
    public static Advice withhold(String topic, List<String> reasons) {
        return new Advice(List.of(), topic, true, reasons);
    }

    public boolean isChange() {
        return !settings.isEmpty();
    }
}
