package io.flyball.policy.capacity;

/** Weighted sums from which lines are fitted; adding two is adding what they were made from. */
record Sums(double n, double x, double y, double xx, double xy, double yy) {
    static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0);

    Sums plus(double atX, double atY, double weight) {
        return new Sums(
                n + weight,
                x + weight * atX,
                y + weight * atY,
                xx + weight * atX * atX,
                xy + weight * atX * atY,
                yy + weight * atY * atY);
    }

    Sums plus(Sums other) {
        return new Sums(n + other.n, x + other.x, y + other.y, xx + other.xx, xy + other.xy, yy + other.yy);
    }

    Sums minus(Sums other) {
        return plus(other.times(-1));
    }

    Sums times(double factor) {
        return new Sums(n * factor, x * factor, y * factor, xx * factor, xy * factor, yy * factor);
    }

    double meanX() {
        return x / n;
    }

    double meanY() {
        return y / n;
    }

    /** Standard deviation of x as a share of its mean. */
    double spreadX() {
        return Math.sqrt(Math.max(0, xx / n - meanX() * meanX())) / meanX();
    }

    double deviationY() {
        return Math.sqrt(Math.max(0, yy / n - meanY() * meanY()));
    }
}
