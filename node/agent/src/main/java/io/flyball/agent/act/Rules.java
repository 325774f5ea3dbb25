package io.flyball.agent.act;

import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Setting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a command may ask of this node: proven knobs, values within the envelope, values that fit each other. */
final class Rules {
    private static final int MOST_SETTINGS = 32;
    private static final long LEAST_PERIOD_MILLIS = 1_000;

    /** Why a command is not executed. */
    record Refusal(CommandOutcome outcome, String detail) {}

    private Rules() {}

    static Optional<Refusal> check(List<Setting> settings, Map<String, Capability> capabilities) {
        if (settings.isEmpty() || settings.size() > MOST_SETTINGS) {
            return bounds("settings = " + settings.size() + ": must be 1 to " + MOST_SETTINGS);
        }
        Set<String> seen = new HashSet<>();
        for (Setting setting : settings) {
            if (!seen.add(setting.knob())) {
                return bounds(setting.knob() + ": must be set once in a command");
            }
            Optional<Refusal> refusal = check(setting, capabilities.get(setting.knob()));
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return ratios(settings, capabilities);
    }

    private static Optional<Refusal> check(Setting setting, Capability capability) {
        if (capability == null) {
            return refuse(setting.knob() + ": this node has no such knob");
        }
        if (!capability.available()) {
            return refuse(setting.knob() + ": not available: " + capability.note());
        }
        if (!capability.allows(setting.value())) {
            return bounds(setting + ": must be between " + capability.min() + " and " + capability.max());
        }
        if (setting.knob().equals(Knobs.G1_PERIODIC_GC_INTERVAL)
                && setting.value() > 0
                && setting.value() < LEAST_PERIOD_MILLIS) {
            return bounds(setting + ": must be 0 (off) or at least " + LEAST_PERIOD_MILLIS);
        }
        return Optional.empty();
    }

    /** HotSpot refuses MinHeapFreeRatio above MaxHeapFreeRatio. */
    private static Optional<Refusal> ratios(List<Setting> settings, Map<String, Capability> capabilities) {
        Map<String, Long> after = new HashMap<>();
        capabilities.forEach((knob, capability) -> after.put(knob, capability.current()));
        settings.forEach(setting -> after.put(setting.knob(), setting.value()));
        Long min = after.get(Knobs.MIN_HEAP_FREE_RATIO);
        Long max = after.get(Knobs.MAX_HEAP_FREE_RATIO);
        boolean concerned = settings.stream().map(Setting::knob).anyMatch(Rules::isRatio);
        return concerned && min != null && max != null && min > max
                ? bounds(Knobs.MIN_HEAP_FREE_RATIO + "=" + min + ": must be at most " + Knobs.MAX_HEAP_FREE_RATIO + " ("
                        + max + ")")
                : Optional.empty();
    }

    static boolean isRatio(String knob) {
        return knob.equals(Knobs.MIN_HEAP_FREE_RATIO) || knob.equals(Knobs.MAX_HEAP_FREE_RATIO);
    }

    /** Knobs whose values limit {@code knob}: they have to be probed with it. */
    static Set<String> companions(String knob) {
        return isRatio(knob) ? Set.of(Knobs.MIN_HEAP_FREE_RATIO, Knobs.MAX_HEAP_FREE_RATIO) : Set.of(knob);
    }

    private static Optional<Refusal> bounds(String detail) {
        return Optional.of(new Refusal(CommandOutcome.REFUSED_BOUNDS, detail));
    }

    private static Optional<Refusal> refuse(String detail) {
        return Optional.of(new Refusal(CommandOutcome.REFUSED_CAPABILITY, detail));
    }
}
