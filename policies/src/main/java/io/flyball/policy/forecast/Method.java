package io.flyball.policy.forecast;

/** Where the numbers of a forecast come from. */
public enum Method {
    /** Median of two ridge autoregressions and the season a week ago. */
    MODEL("model"),
    /** The value one season earlier. */
    SEASONAL_NAIVE("seasonal naive"),
    /** The last value, for ever. */
    LAST_VALUE("last value"),
    /** No number at all: nothing was measured. */
    NONE("none");

    private final String words;

    Method(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
