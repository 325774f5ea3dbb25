package io.flyball.policy.analyze.anomaly;

/**
 * What one sample was found to be.
 *
 * @param epochMillis time of the sample
 * @param value as it came in
 * @param score in [0, 1]; from {@link AnomalySettings#alarmScore} on an alarm; at most 0.5 while an earlier alarm is fresh
 * @param rarity in [0, 1], how odd the sample is by itself, whatever alarms came before
 * @param alarm whether somebody should look
 * @param standing whether the sample could be judged at all
 * @param reason in words, with the numbers
 */
public record Anomaly(
        long epochMillis, double value, double score, double rarity, boolean alarm, Standing standing, String reason) {
    /** What became of a sample. */
    public enum Standing {
        /** Too few samples before it: its score is 0. */
        LEARNING,
        JUDGED,
        /** Not a number: it left no trace, and the score is that of the sample before. */
        MISSING,
        /** Older than the sample before it: it left no trace. */
        IGNORED
    }
}
