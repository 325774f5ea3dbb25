package io.flyball.policy.capacity;

/** {@code y = intercept + slope x}, by least squares. */
record Line(double intercept, double slope) {
    /** Both free; the slope is NaN when all x are alike. */
    static Line through(Sums sums) {
        double slope = (sums.xy() - sums.x() * sums.meanY()) / (sums.xx() - sums.x() * sums.meanX());
        return new Line(sums.meanY() - slope * sums.meanX(), slope);
    }

    /** Through a fixed intercept at the middle of the points: {@code (mean y - intercept) / mean x}. */
    static Line from(double intercept, Sums sums) {
        return new Line(intercept, (sums.meanY() - intercept) / sums.meanX());
    }

    /** Where the line reaches {@code y}. */
    double reaches(double y) {
        return (y - intercept) / slope;
    }

    double at(double x) {
        return intercept + slope * x;
    }

    /** Standard deviation of the points around the line. */
    double residual(Sums sums) {
        double squares = sums.yy()
                - 2 * intercept * sums.y()
                - 2 * slope * sums.xy()
                + intercept * intercept * sums.n()
                + 2 * intercept * slope * sums.x()
                + slope * slope * sums.xx();
        return Math.sqrt(Math.max(0, squares / sums.n()));
    }
}
