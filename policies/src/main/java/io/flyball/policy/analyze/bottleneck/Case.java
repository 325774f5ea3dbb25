package io.flyball.policy.analyze.bottleneck;

import io.flyball.policy.analyze.bottleneck.Evidence.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Gathers what speaks for one cause. Needed readings: the weakest counts; helpful ones move the result between half and
 * all of it:
 *
 * <pre>confidence = min(needed) x (1 + sum(w x strength)) / (1 + sum(w))</pre>
 *
 * <p>A missing reading is left out of minimum and sums and then lowers the result: a needed one by a factor 0.7, helpful
 * ones by up to a half. The first needed one must be there, or the cause is not judged.
 *
 * <p>Example: needed 1.0 and 0.8, helpful 0.5 of weight 0.5 and one missing of weight 0.5: 0.8 x 1.25/1.5 x (1 - 0.5 x
 * 0.5/2) = 0.58.
 */
final class Case {
    private static final double NEEDED_MISSING = 0.7;
    private static final double HELPFUL_MISSING = 0.5;
    private static final double WORTH_SAYING = 0.5;

    private final Bottleneck bottleneck;
    private final List<Evidence> needed = new ArrayList<>();
    private final List<Evidence> helpful = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private boolean judged = true;
    private double factor = 1;
    private double given;
    private double gained;
    private double absent;
    private String advice;

    Case(Bottleneck bottleneck) {
        this.bottleneck = bottleneck;
        this.advice = bottleneck.advice();
    }

    /** @param value NaN when it was not read */
    Case needs(Kind kind, String metric, double value, Ramp ramp, String sentence) {
        double strength = ramp.of(value);
        if (Double.isNaN(strength)) {
            judged &= !needed.isEmpty();
            factor *= NEEDED_MISSING;
            missing.add(metric);
        } else {
            needed.add(new Evidence(kind, metric, finite(value), ramp.middle(), strength, sentence));
        }
        return this;
    }

    Case helps(double weight, Kind kind, String metric, double value, Ramp ramp, String sentence) {
        double strength = ramp.of(value);
        if (Double.isNaN(strength)) {
            absent += weight;
            missing.add(metric);
        } else {
            given += weight;
            gained += weight * strength;
            helpful.add(new Evidence(kind, metric, finite(value), ramp.middle(), strength, sentence));
        }
        return this;
    }

    private static double finite(double value) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
    }

    /** In place of what usually helps. */
    Case advises(String words) {
        advice = words;
        return this;
    }

    Bottleneck bottleneck() {
        return bottleneck;
    }

    boolean isJudged() {
        return judged && !needed.isEmpty();
    }

    List<String> missing() {
        return missing;
    }

    /** 0 when it cannot be judged. */
    double confidence() {
        if (!isJudged()) {
            return 0;
        }
        double weakest = needed.stream().mapToDouble(Evidence::strength).min().orElse(0);
        double helped = (1 + gained) / (1 + given);
        return weakest * factor * helped * (1 - HELPFUL_MISSING * absent / (1 + given + absent));
    }

    /** @param confidence after other causes were weighed; {@code remarks} go between evidence and advice */
    Cause close(double confidence, List<String> remarks) {
        List<Evidence> all = new ArrayList<>(needed);
        all.addAll(helpful);
        all.sort(Comparator.comparingDouble(Evidence::strength).reversed());
        List<String> sentences = new ArrayList<>();
        needed.forEach(evidence -> sentences.add(evidence.sentence()));
        helpful.stream()
                .filter(evidence -> evidence.strength() >= WORTH_SAYING)
                .forEach(evidence -> sentences.add(evidence.sentence()));
        sentences.addAll(remarks);
        if (!missing.isEmpty()) {
            sentences.add("not read: " + String.join(", ", missing));
        }
        String summary =
                bottleneck.label() + ": " + sentences.stream().collect(Collectors.joining("; ")) + " -> " + advice;
        return new Cause(bottleneck, confidence, all, missing, summary);
    }
}
