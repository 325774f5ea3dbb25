package io.flyball.policy.analyze.bottleneck;

/**
 * One reading that speaks for a cause or against it.
 *
 * @param metric name, or names joined by a blank where several make up the value
 * @param value in the unit of the sentence; finite
 * @param threshold from here on it speaks for the cause rather than against it
 * @param strength how strongly it does, [0, 1]
 * @param sentence value and meaning, e.g. {@code lock waits take 91 % of the busy workers' time}
 */
public record Evidence(Kind kind, String metric, double value, double threshold, double strength, String sentence) {
    /** The question that a reading answers: Gregg's USE and thread states, Little's law. */
    public enum Kind {
        UTILISATION,
        SATURATION,
        ERRORS,
        THREAD_STATE,
        QUEUEING_LAW
    }
}
