package io.flyball.policy.scale;

/**
 * Shrinks only as far as those that remain can carry: the load that each has beyond idling is shared by fewer.
 *
 * <p>Example: 4 at a peak of 62 %, of which 5 % idle, limit 75 %: 3 would be at 5 + 57 * 4/3 = 81 %, so 4 stay.
 *
 * @param metric what {@code peak} and {@code limit} are of
 * @param peak highest utilization of late, as a mean over the instances, in [0, 1]; NaN when not known
 * @param idle utilization of an instance without load
 * @param limit utilization that must not be exceeded after shrinking
 */
public record AfterShrink(String metric, double peak, double idle, double limit) implements Guard {
    @Override
    public Decision limit(Decision wanted) {
        if (!wanted.shrinks()) {
            return wanted;
        }
        double base = idle > 0 && idle < limit ? idle : 0;
        double perInstance = limit - base;
        if (!(peak >= 0) || Double.isInfinite(peak) || !(perInstance > 0)) {
            return wanted.retarget(
                    wanted.current(), "%s after shrinking cannot be predicted without a reading", metric);
        }
        int least = Replicas.ceil(wanted.current() * Math.max(0, peak - base) / perInstance - 1e-9);
        if (wanted.desired() >= least) {
            return wanted;
        }
        int kept = Math.min(least, wanted.current());
        double predicted = base + Math.max(0, peak - base) * wanted.current() / Math.max(1, wanted.desired());
        return wanted.retarget(
                kept,
                "%d would be at %.0f %% %s, at most %.0f %%: %d stay",
                wanted.desired(),
                predicted * 100,
                metric,
                limit * 100,
                kept);
    }
}
