package io.flyball.policy.analyze.pattern;

/** Shape of a workload. */
public enum Pattern {
    /** Noise about one level. */
    FLAT("flat"),
    /** The same again after each period. */
    PERIODIC("periodic"),
    /** Growing or falling all the time. */
    TREND("trend"),
    /** Short peaks far above a calm level. */
    BURSTY("bursty"),
    /** Constant levels with a few lasting changes between them. */
    STEP("step"),
    /** All or nothing, back and forth. */
    ON_OFF("on-off"),
    /** Varies, and none of the others explains how. */
    UNCLASSIFIED("unclassified");

    private final String words;

    Pattern(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
