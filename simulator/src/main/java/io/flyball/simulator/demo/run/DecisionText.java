package io.flyball.simulator.demo.run;

import io.flyball.simulator.demo.run.Screen.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A decision as one aligned line, e.g. {@code 0:34  shop  tomcat.maxThreads 4 -> 8 on shop-1  ● trial  all busy}. */
final class DecisionText {
    private static final int MOST_CHANGE = 44;
    private static final Pattern HEAP_RATIOS = Pattern.compile("(?=.*MinHeapFreeRatio=).*MaxHeapFreeRatio=.*");

    private DecisionText() {}

    static String line(Decision decision, Instant began) {
        String first = decision.reasons().isEmpty() ? "" : decision.reasons().get(0);
        String text = decision.isWithheld() ? lastReason(decision) : first; // the guard that stopped it spoke last
        return String.format(
                Locale.ROOT,
                "%6s  %-5s %-44s %s %-9s %s",
                clock(Duration.between(began, decision.at())),
                decision.service(),
                what(decision),
                glyph(decision),
                decision.outcome().toLowerCase(Locale.ROOT),
                text);
    }

    /** The line that follows once the effect is known. */
    static String effect(Decision decision, Instant began, Instant now) {
        return String.format(
                Locale.ROOT,
                "%6s  %-5s %-44s %s %-9s %s",
                clock(Duration.between(began, now)),
                decision.service(),
                what(decision),
                glyph(decision),
                decision.outcome().toLowerCase(Locale.ROOT),
                decision.effect().map(DecisionText::measured).orElseGet(() -> lastReason(decision)));
    }

    private static String lastReason(Decision decision) {
        return decision.reasons().isEmpty()
                ? ""
                : decision.reasons().get(decision.reasons().size() - 1);
    }

    static Tone tone(Decision decision) {
        return switch (decision.outcome()) {
            case "KEPT", "APPLIED" -> Tone.GOOD;
            case "REVERTED", "FAILED" -> Tone.BAD;
            case "TRIAL" -> Tone.NEW;
            default -> Tone.QUIET;
        };
    }

    static String clock(Duration elapsed) {
        long seconds = Math.max(0, elapsed.toSeconds());
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }

    private static String what(Decision decision) {
        String from = plain(decision.from(), decision.subject());
        String to = plain(decision.to(), decision.subject());
        String change = decision.subject() + " " + (from.equals(to) ? "stays " + to : from + " -> " + to);
        if (change.length() > MOST_CHANGE) {
            change = decision.subject() + " -> " + to;
        }
        return decision.nodes().isEmpty() ? change : change + " on " + String.join(", ", decision.nodes());
    }

    /** {@code 8} for {@code tomcat.maxThreads=8} of that subject, {@code free 10..20%} for the two heap ratios. */
    private static String plain(String text, String subject) {
        String ratios = text.replace(subject + "=", "").replace("jvm.", "");
        Matcher heap = HEAP_RATIOS.matcher(ratios);
        return heap.matches() ? "free " + ratio(ratios, "Min") + ".." + ratio(ratios, "Max") + "%" : ratios;
    }

    private static String ratio(String text, String which) {
        return text.replaceFirst(".*" + which + "HeapFreeRatio=(\\d+).*", "$1");
    }

    private static String glyph(Decision decision) {
        return switch (decision.outcome()) {
            case "KEPT", "APPLIED" -> "✔";
            case "REVERTED", "FAILED" -> "✘";
            case "TRIAL" -> "●";
            default -> "·";
        };
    }

    private static String measured(Decision.Effect effect) {
        List<String> parts = new ArrayList<>();
        add(parts, "throughput", effect.throughputBefore(), effect.throughputAfter(), 1, "/s");
        add(parts, "p99", effect.p99Before(), effect.p99After(), 1e3, " ms");
        add(parts, "RSS", effect.rssBefore(), effect.rssAfter(), 1e-6, " MB");
        verdict(effect).ifPresent(parts::add);
        return String.join(", ", parts);
    }

    /** The reason that decided, e.g. {@code FAIL: throughput fell by 81 % beyond its peers}. */
    private static Optional<String> verdict(Decision.Effect effect) {
        return effect.reasons().stream()
                .filter(reason -> reason.startsWith(effect.verdict()))
                .findFirst()
                .or(() -> effect.reasons().stream().findFirst())
                .map(reason -> reason.replaceFirst("^(PASS|FAIL): ", ""));
    }

    private static void add(List<String> parts, String what, double before, double after, double scale, String unit) {
        if (Double.isFinite(before) && Double.isFinite(after)) {
            parts.add(String.format(Locale.ROOT, "%s %.0f -> %.0f%s", what, before * scale, after * scale, unit));
        }
    }
}
