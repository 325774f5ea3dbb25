package io.flyball.server.http.endpoint;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the nodes' means of one bucket become one number. */
enum Combine {
    MEAN,
    SUM,
    MIN,
    MAX,
    /** How many nodes reported the metric at all. */
    COUNT,
    /** Not at all: one series per node. */
    NONE;

    static Combine parse(String text) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values()).map(Combine::word).collect(Collectors.joining(", "))));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    double of(DoubleSummaryStatistics nodes) {
        return switch (this) {
            case MEAN, NONE -> nodes.getAverage();
            case SUM -> nodes.getSum();
            case MIN -> nodes.getMin();
            case MAX -> nodes.getMax();
            case COUNT -> nodes.getCount();
        };
    }
}
