package io.flyball.policy.tune.cache;

import io.flyball.policy.tune.Bytes;
import io.flyball.policy.tune.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits memory among caches so that the next megabyte saves the same everywhere: {@code rate x cost x gain(bytes)} equal,
 * found by bisection. A cache whose curve is not known keeps what it has.
 *
 * <p>Example: two caches with misses {@code ~ s^-0.5}, one asked four times as often: sizes as {@code 4^(2/3) : 1}, 2.5 : 1.
 */
public final class CacheShares {
    private static final int HALVINGS = 200;

    private CacheShares() {}

    /**
     * @param bytes size now
     * @param least never below, bytes
     * @param most never above, bytes
     * @param rate lookups per second
     * @param missSeconds what a miss costs more than a hit
     * @param curve empty = not known
     */
    public record Cache(
            String name,
            double bytes,
            double least,
            double most,
            double rate,
            double missSeconds,
            Optional<HitCurve> curve) {
        boolean isKnown() {
            return curve.isPresent()
                    && rate > 0
                    && missSeconds > 0
                    && Double.isFinite(rate * missSeconds)
                    && least > 0
                    && most >= least
                    && Double.isFinite(most);
        }

        /** Seconds of waiting per second that one more byte saves. */
        public double gain(double size) {
            return rate * missSeconds * curve.map(known -> known.gain(size)).orElse(Double.NaN);
        }

        /** Where one more byte saves {@code price}. */
        private double sizeAt(double price) {
            HitCurve known = curve.orElseThrow();
            double size =
                    Math.pow(rate * missSeconds * known.exponent() * known.scale() / price, 1 / (known.exponent() + 1));
            return Math.max(least, Math.min(most, size));
        }

        double saved(double size) {
            return rate
                    * missSeconds
                    * curve.map(known -> known.misses(bytes) - known.misses(size))
                            .orElse(0.0);
        }
    }

    public record Share(String name, long bytes) {}

    public record Split(List<Share> shares, List<String> reasons) {
        public Split {
            shares = List.copyOf(shares);
            reasons = List.copyOf(reasons);
        }
    }

    /** @param budget bytes of all caches together */
    public static Split split(List<Cache> caches, double budget) {
        List<String> reasons = new ArrayList<>();
        List<Cache> known = caches.stream().filter(Cache::isKnown).toList();
        double kept = 0;
        for (Cache cache : caches) {
            if (!cache.isKnown()) {
                if (!(cache.bytes() >= 0) || Double.isInfinite(cache.bytes())) {
                    reasons.add(cache.name() + ": its size was not measured, so nothing is split");
                    return new Split(List.of(), reasons);
                }
                kept += cache.bytes();
                reasons.add("%s: unknown curve, stays at %s; two measured sizes or a ghost cache would tell"
                        .formatted(cache.name(), Bytes.show(cache.bytes())));
            }
        }
        double left = budget - kept;
        double least = known.stream().mapToDouble(Cache::least).sum();
        if (known.isEmpty() || !(left >= least) || !Double.isFinite(left)) {
            reasons.add(
                    known.isEmpty()
                            ? "no cache with a known curve"
                            : "%s are too little: the caches keep at least %s"
                                    .formatted(Bytes.show(left), Bytes.show(least)));
            return new Split(List.of(), reasons);
        }
        double price = price(known, left);
        List<Share> shares = new ArrayList<>();
        for (Cache cache : known) {
            double size = cache.sizeAt(price);
            shares.add(new Share(cache.name(), (long) size));
            reasons.add(Numbers.show(
                    "%s: %s -> %s, saves %.3f s of waiting per second; the next MB %.2e",
                    cache.name(),
                    Bytes.show(cache.bytes()),
                    Bytes.show(size),
                    cache.saved(size),
                    cache.gain(size) * 1e6));
        }
        return new Split(shares, reasons);
    }

    /** The lowest price at which all fit. */
    private static double price(List<Cache> caches, double budget) {
        double low = -700;
        double high = 700;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            double total = caches.stream()
                    .mapToDouble(cache -> cache.sizeAt(Math.exp(middle)))
                    .sum();
            if (total > budget) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp(high);
    }
}
