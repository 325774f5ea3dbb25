package io.flyball.policy.forecast;

/**
 * A cleaned series on the scales of the two members.
 *
 * @param plain as it is
 * @param scaled logarithmic where the series admits it, else as it is
 * @param season points per season, 0 for none
 */
record Prepared(Series plain, Series scaled, boolean[] measured, int season) {
    static Prepared of(Cleaned cleaned, int season) {
        return of(cleaned, season, Scale.logarithmicFor(cleaned.values()));
    }

    /** On the scale of an earlier fit. */
    static Prepared of(Cleaned cleaned, int season, Scale scale) {
        return new Prepared(
                Series.of(Scale.PLAIN, cleaned.values()),
                Series.of(scale, cleaned.values()),
                cleaned.measured(),
                season);
    }

    Scale scale() {
        return scaled.scale();
    }

    int length() {
        return plain.length();
    }

    double at(int index) {
        return plain.values()[index];
    }
}
