package io.flyball.policy.analyze.anomaly;

/**
 * Keeps one event from alarming twice and a noisy series from alarming all the time.
 *
 * <p>After an alarm there is silence, for a thirtieth of the samples seen, within 20 and the most set; only what is
 * rarer than the alarm by 1.5 decades breaks it, so that a false alarm does not hide a real fault. And each alarm raises the
 * bar for the next ones by {@code fatigue} decades, which fade over {@code recovery} samples. Example: with 0.15 and
 * 3,000, a series that alarms every 300 samples has a bar {@code 0.15 / (1 - exp(-0.1)) = 1.6} decades higher, so that it
 * soon alarms less often.
 */
final class Attention {
    private static final int SHORTEST_SILENCE = 20;
    private static final int SEEN_PER_SILENT = 33;
    private static final double BREAKS_SILENCE = 1.5;

    private final AnomalySettings settings;
    private final double alarmSurprise;
    private final double fading;
    private double bar;
    private long seen;
    private int silent;
    private double peak;

    Attention(AnomalySettings settings) {
        this.settings = settings;
        this.alarmSurprise = settings.alarmSurprise();
        this.fading = Math.exp(-1.0 / settings.recovery());
    }

    /** What is left of a surprise, in decades; decides as well whether it is an alarm. */
    Notice of(double surprise) {
        seen++;
        bar *= fading;
        double left = Math.max(0, surprise - bar);
        if (silent > 0) {
            silent--;
            if (surprise < peak + BREAKS_SILENCE) {
                return new Notice(left, bar, true, false);
            }
        }
        if (left < alarmSurprise) {
            return new Notice(left, bar, false, false);
        }
        Notice notice = new Notice(left, bar, false, true);
        bar += settings.fatigue();
        peak = surprise;
        silent = (int) Math.min(settings.silence(), Math.max(SHORTEST_SILENCE, seen / SEEN_PER_SILENT));
        return notice;
    }

    record Notice(double surprise, double bar, boolean silent, boolean alarm) {}
}
