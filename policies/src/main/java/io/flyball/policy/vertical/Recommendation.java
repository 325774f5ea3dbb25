package io.flyball.policy.vertical;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How much processor and memory to ask for: target = 90th percentile, lower = 50th, upper = 95th, each plus 15 %; then the
 * bounds are widened by {@code (1 + 1/c)} above and {@code (1 + 0.001/c)^-2} below, where {@code c} is the confidence in
 * days of history; never below the floor.
 *
 * <p>Example: steady 0.5 cores for 8 days: c = 8, target 587, bounds 586 and 660 milli-cores.
 *
 * @param cpu milli-cores; empty when there is too little history
 * @param memory bytes; empty when there is too little history
 * @param confidence see {@link Estimate#confidence}
 */
public record Recommendation(Optional<Band> cpu, Optional<Band> memory, double confidence, List<String> reasons) {
    /** One day of history counts as confidence 1. */
    private static final Duration CONFIDENCE_INTERVAL = Duration.ofHours(24);

    public Recommendation {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("reasons: must not be empty");
        }
    }

    /**
     * @param containers of the pod, among which the floor is shared; 1 outside of pods
     */
    public static Recommendation of(UsageHistory history, int containers) {
        VerticalSettings settings = history.settings();
        double confidence = Estimate.confidence(history.span(), history.samples(), CONFIDENCE_INTERVAL);
        String known = String.format(
                Locale.ROOT,
                "history: %.1f h with %d samples, confidence %.2f days",
                history.span().toMillis() / 3.6e6,
                history.samples(),
                confidence);
        List<String> reasons = new ArrayList<>(List.of(known));
        if (history.refused() > 0) {
            reasons.add(history.refused() + " samples were refused: out of order, or not in [0, 10^14]");
        }
        if (confidence < settings.leastConfidence() || confidence <= 0) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "too little history: nothing is recommended below a confidence of %.2f days",
                    settings.leastConfidence()));
            return new Recommendation(Optional.empty(), Optional.empty(), confidence, reasons);
        }
        Optional<Band> cpu = Optional.empty();
        if (history.isCpuEmpty()) {
            reasons.add("processor use was not measured");
        } else {
            cpu = Optional.of(
                    Band.of(history::cpu, Estimate::cpu, settings.cpu(), settings.margin(), confidence, containers));
            reasons.add(told(
                    "processor", cpu.get(), "milli-cores", 1, settings.cpu().target(), settings.margin()));
        }
        Optional<Band> memory = Optional.empty();
        if (history.isMemoryEmpty()) {
            reasons.add("memory use was not measured");
        } else {
            memory = Optional.of(Band.of(
                    history::memory, Estimate::amount, settings.memory(), settings.margin(), confidence, containers));
            reasons.add(
                    told("memory", memory.get(), "MB", 1e6, settings.memory().target(), settings.margin()));
        }
        return new Recommendation(cpu, memory, confidence, reasons);
    }

    private static String told(String what, Band band, String unit, double divisor, double target, double margin) {
        return String.format(
                Locale.ROOT,
                "%s: %.0f %s (p%.0f plus %.0f%%), may stay between %.0f and %.0f",
                what,
                band.target() / divisor,
                unit,
                target * 100,
                margin * 100,
                band.lower() / divisor,
                band.upper() / divisor);
    }
}
