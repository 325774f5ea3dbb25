package io.flyball.policy.scale;

/** Deviations of the ratio from 1 that are ignored; inclusive at both ends. */
public record Tolerance(double down, double up) {
    public static final Tolerance DEFAULT = new Tolerance(0.1, 0.1);

    public boolean isWithin(double ratio) {
        return 1 - down <= ratio && ratio <= 1 + up;
    }
}
