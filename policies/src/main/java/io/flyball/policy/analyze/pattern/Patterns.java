package io.flyball.policy.analyze.pattern;

import io.flyball.policy.forecast.Cleaned;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Names the pattern of a workload. On-off is asked first, because its two levels would pass for shifts or bursts; then whatever
 * explains most of the variance of the calm part: levels, a line, a season. A series that varies by less than a tenth of its level
 * is flat whatever explains that little. What nothing explains is bursty when a few values stand far above the rest, flat when
 * it is narrow noise, else unclassified.
 *
 * <p>Example: a request rate with a daily course of +-50 % and 10 % noise: seasonal share 0.92, periodic.
 */
public final class Patterns {
    private static final int LEAST_VALUES = 24;
    private static final double LITTLE = 0.10;
    private static final double NARROW_NOISE = 1.0;
    private static final double LEAST_SEASONAL = 0.4;
    private static final double LEAST_SEASONAL_IN_NOISE = 0.2;
    private static final double LEAST_AUTOCORRELATION = 0.5;
    private static final double LEAST_TREND = 0.7;
    private static final double LEAST_SHIFTS = 0.85;
    private static final double SURE = 2.58;
    private static final double MOST_MEMORY = 0.5;
    private static final double HALF = 0.5;
    private static final double LEAST_OFF = 0.1;
    private static final double LEAST_ON = 0.15;
    private static final double MOST_MIDDLE = 0.1;
    private static final int LEAST_SWITCHES = 4;
    private static final double LEAST_PEAK = 3;
    private static final double MOST_PEAKS = 0.15;

    private Patterns() {}

    /**
     * @param values evenly spaced; NaN and infinities are missing
     * @param likely periods that the calendar suggests, as points per day
     */
    public static PatternReport of(double[] values, int... likely) {
        Cleaned cleaned = Cleaned.of(values, 0);
        int known = cleaned.length() - cleaned.missing();
        if (known < LEAST_VALUES) {
            String reason = format("not enough history: %d values, %d are needed", known, LEAST_VALUES);
            Evidence nothing = Measured.nothing(cleaned.length(), cleaned.missing());
            return new PatternReport(Pattern.UNCLASSIFIED, 0, nothing, List.of(reason));
        }
        var measured = new Measured(cleaned);
        Evidence evidence = measured.evidence(cleaned, likely);
        if (cleaned.isConstant()) {
            return new PatternReport(Pattern.FLAT, 1, evidence, List.of("constant"));
        }
        return isOnOff(measured, evidence) ? onOff(measured, evidence) : explained(evidence);
    }

    private static boolean isOnOff(Measured measured, Evidence evidence) {
        return evidence.zeroShare() >= LEAST_OFF
                && evidence.zeroShare() <= 1 - LEAST_OFF
                && measured.onShare() >= LEAST_ON
                && measured.middleShare() <= MOST_MIDDLE
                && measured.switches() >= LEAST_SWITCHES;
    }

    private static PatternReport onOff(Measured measured, Evidence evidence) {
        String reason = format(
                "on-off: %.0f %% of the values near zero, %.0f %% between the levels, %d switches",
                evidence.zeroShare() * 100, measured.middleShare() * 100, measured.switches());
        return report(Pattern.ON_OFF, 1 - measured.middleShare() / MOST_MIDDLE / 2, evidence, reason);
    }

    private static PatternReport explained(Evidence evidence) {
        if (evidence.variation() < LITTLE) {
            return report(
                    Pattern.FLAT,
                    1 - evidence.variation() / LITTLE / 2,
                    evidence,
                    format("flat: 98 %% of the values within %.1f %% of the level", evidence.variation() * 100));
        }
        double seasonal = evidence.period().isPresent() ? evidence.seasonalShare() : 0;
        boolean trends = evidence.trendShare() >= LEAST_TREND
                && Math.abs(evidence.slopeZ()) >= SURE
                && Math.abs(evidence.change()) >= LITTLE;
        boolean shifts = !evidence.levelShifts().isEmpty() && evidence.shiftShare() >= LEAST_SHIFTS;
        if (shifts && evidence.shiftShare() >= (trends ? evidence.trendShare() : 0)) {
            return report(
                    Pattern.STEP,
                    evidence.shiftShare(),
                    evidence,
                    format(
                            "step: new levels from %s explain %.0f %% of the variance, a line %.0f %%",
                            evidence.levelShifts(), evidence.shiftShare() * 100, evidence.trendShare() * 100));
        }
        if (trends) {
            return report(
                    Pattern.TREND,
                    evidence.trendShare(),
                    evidence,
                    format(
                            "trend: a line of %+.3g per point explains %.0f %% of the variance, z %.1f, %+.0f %% of the level"
                                    + " in all",
                            evidence.slope(), evidence.trendShare() * 100, evidence.slopeZ(), evidence.change() * 100));
        }
        if (seasonal >= LEAST_SEASONAL
                || seasonal >= LEAST_SEASONAL_IN_NOISE && evidence.autocorrelation() >= LEAST_AUTOCORRELATION) {
            return report(
                    Pattern.PERIODIC,
                    seasonal,
                    evidence,
                    format(
                            "periodic: the mean course of %d points explains %.0f %% of the variance, autocorrelation %.2f",
                            evidence.period().getAsInt(), seasonal * 100, evidence.autocorrelation()));
        }
        return unexplained(evidence);
    }

    private static PatternReport unexplained(Evidence evidence) {
        boolean peaks =
                evidence.peakShare() > 0 && evidence.peakShare() <= MOST_PEAKS && evidence.peakToLevel() >= LEAST_PEAK;
        if (peaks) {
            return report(
                    Pattern.BURSTY,
                    Math.min(1, 0.5 + evidence.peakToLevel() / 20),
                    evidence,
                    format(
                            "bursty: %.1f %% of the values far above the level, the largest %.1f times it, variance by mean"
                                    + " %.3g",
                            evidence.peakShare() * 100, evidence.peakToLevel(), evidence.dispersion()));
        }
        boolean noise = evidence.memory() < MOST_MEMORY && evidence.shiftShare() < HALF && evidence.trendShare() < HALF;
        if (noise && evidence.variation() < NARROW_NOISE) {
            return report(
                    Pattern.FLAT,
                    1 - evidence.variation() / NARROW_NOISE / 2,
                    evidence,
                    format(
                            "flat: noise within %.0f %% of the level; no period, a line explains %.0f %%, memory %.2f",
                            evidence.variation() * 100, evidence.trendShare() * 100, evidence.memory()));
        }
        return report(
                Pattern.UNCLASSIFIED,
                1 - Math.max(evidence.shiftShare(), Math.max(evidence.trendShare(), evidence.seasonalShare())),
                evidence,
                format(
                        "unclassified: varies by %.0f %% of the level; a period explains %.0f %%, a line %.0f %%, shifts"
                                + " %.0f %%, memory %.2f",
                        evidence.variation() * 100,
                        evidence.seasonalShare() * 100,
                        evidence.trendShare() * 100,
                        evidence.shiftShare() * 100,
                        evidence.memory()));
    }

    private static PatternReport report(Pattern pattern, double confidence, Evidence evidence, String reason) {
        List<String> reasons = new ArrayList<>(List.of(reason));
        if (evidence.missing() > 0) {
            reasons.add(format("%d of %d values were missing", evidence.missing(), evidence.count()));
        }
        return new PatternReport(pattern, Math.max(0, Math.min(1, confidence)), evidence, reasons);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
