package io.flyball.policy.analyze.anomaly;

/**
 * How one metric is watched.
 *
 * @param memory samples that are searched for something alike, 50 to 100,000; what is odd is calibrated on twice as many,
 *     the range of values on four times as many. Memory per metric is about {@code 206 * memory + 20,000} bytes
 * @param learning samples before the first score, 30 or more
 * @param alarmScore score from which a sample is an alarm, in (0, 1): {@code 1 - 10^-surprise}, so 0.998 asks for what
 *     happens once in 500 samples, by the mean of the four strongest witnesses
 * @param silence most samples after an alarm during which no other is raised; early in a series a thirtieth of the samples
 *     seen, 20 at least
 * @param fatigue decades by which each alarm raises the bar for the next one, 0 to 1
 * @param recovery samples after which the raised bar has fallen to 37 %
 */
public record AnomalySettings(int memory, int learning, double alarmScore, int silence, double fatigue, int recovery) {
    /** For samples every one to five minutes: 226 kB and some 20 microseconds per sample. */
    public static final AnomalySettings DEFAULTS = new AnomalySettings(1000, 150, 0.9985, 150, 0.15, 3000);

    /** A third of the memory, for thousands of metrics; it knows less of the past, so it asks for more. */
    public static final AnomalySettings SMALL = new AnomalySettings(250, 150, 0.9995, 150, 0.15, 3000);

    public AnomalySettings {
        require(memory >= 50 && memory <= 100_000, "memory", memory, "50 to 100000 samples");
        require(learning >= 30, "learning", learning, "at least 30 samples");
        require(alarmScore > 0 && alarmScore < 1, "alarmScore", alarmScore, "above 0 and below 1");
        require(silence >= 0, "silence", silence, "0 or more samples");
        require(fatigue >= 0 && fatigue <= 1, "fatigue", fatigue, "0 to 1");
        require(recovery >= 1, "recovery", recovery, "at least 1 sample");
    }

    public AnomalySettings withAlarmScore(double score) {
        return new AnomalySettings(memory, learning, score, silence, fatigue, recovery);
    }

    /** Surprise from which a sample is an alarm: 0.9985 is 2.8 decades. */
    double alarmSurprise() {
        return -Math.log10(1 - alarmScore);
    }

    private static void require(boolean kept, String path, Number value, String rule) {
        if (!kept) {
            throw new IllegalArgumentException("anomaly.%s = %s: must be %s".formatted(path, value, rule));
        }
    }
}
