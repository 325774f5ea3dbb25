package io.flyball.policy.validate.kayenta;

/** What Kayenta says of one metric. */
public enum Classification {
    PASS("Pass"),
    HIGH("High"),
    LOW("Low"),
    NODATA("Nodata"),
    /** No data where data must be, on a metric that is not critical. */
    NODATA_FAIL_METRIC("NodataFailMetric"),
    ERROR("Error");

    private final String word;

    Classification(String word) {
        this.word = word;
    }

    /** Kayenta's own word. */
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException for a word that is not Kayenta's */
    public static Classification of(String word) {
        for (Classification classification : values()) {
            if (classification.word.equals(word)) {
                return classification;
            }
        }
        throw new IllegalArgumentException("classification = %s: must be a word of Kayenta".formatted(word));
    }
}
