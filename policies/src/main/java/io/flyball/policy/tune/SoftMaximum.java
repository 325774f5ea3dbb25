package io.flyball.policy.tune;

import io.flyball.policy.document.MemoryOptimization.HeapBounds;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code SoftMaxHeapSize} under load: never below 1.5 times what is live (2 times with Shenandoah), where collections would
 * never end; down by a tenth at a time and only while collections take little; up at once when they take much.
 *
 * <p>Measured: 2.5 times live under 200 MB/s, Shenandoah 17: 921 -> 310 MB resident at the same processor time. Below the
 * live set: 3.8 s of processor time in 5 s. G1 up to 25 does not look at it, so that it is not offered there.
 *
 * <p>Example: live 300 MB, soft maximum 2,000 MB, share of the fleet 600 MB: 1,800 MB now, 600 MB at the end.
 */
public final class SoftMaximum {
    /** Above this share of time in collections the heap is too small. */
    public static final double MOST_COLLECTION = 0.05;

    private static final double STEP = 0.9;
    private static final double LEAST_SHENANDOAH = 2;
    private static final double RAISE = 1.25;

    private SoftMaximum() {}

    /**
     * @param jvm as the agent described it
     * @param share bytes that the fleet's budget gives this node, see {@link FleetHeap}; empty = none
     */
    public static Advice advise(
            String jvm,
            List<Capability> capabilities,
            HeapReading reading,
            Optional<HeapBounds> bounds,
            OptionalLong share) {
        Optional<Capability> offered = capabilities.stream()
                .filter(has -> has.knob().equals(Knobs.SOFT_MAX_HEAP_SIZE))
                .findFirst();
        if (offered.isEmpty() || !offered.get().available()) {
            return Advice.withhold(
                    "soft-max-not-offered",
                    List.of("not offered by this node: %s%s"
                            .formatted(
                                    Knobs.SOFT_MAX_HEAP_SIZE,
                                    offered.map(has -> " (" + has.note() + ")").orElse(""))));
        }
        if (!(reading.live() > 0) || !Double.isFinite(reading.live()) || !(reading.collection() >= 0)) {
            return Advice.leave("soft-max-no-data", "what is live, or collections, were not measured: nothing changes");
        }
        double times = Math.max(
                bounds.map(HeapBounds::softMaxTimesLive).orElse(FleetHeap.LEAST_OVER_LIVE),
                jvm.toLowerCase(Locale.ROOT).contains("shenandoah") ? LEAST_SHENANDOAH : FleetHeap.LEAST_OVER_LIVE);
        double least = reading.live() * times;
        long current = offered.get().current();
        List<String> reasons = new ArrayList<>();
        reasons.add(Numbers.show(
                "soft maximum %s, live %s: at least %.1f times that, %s; %.1f%% of the time in collections",
                Bytes.show(current), Bytes.show(reading.live()), times, Bytes.show(least), reading.collection() * 100));
        share.ifPresent(bytes -> reasons.add("this node's share of the fleet's heap is " + Bytes.show(bytes)));
        double goal;
        if (current < least || reading.collection() > MOST_COLLECTION) {
            goal = Math.max(least, current < least ? least : current * RAISE);
            reasons.add(current < least ? "too small: raised at once" : "collections take too much: raised at once");
        } else if (share.isPresent() && share.getAsLong() > current) {
            goal = share.getAsLong();
        } else {
            double target = share.isPresent() ? share.getAsLong() : least;
            goal = Math.max(Math.max(least, target), current * STEP);
        }
        long next = rounded(goal, least, bounds, offered.get());
        if (next < least) {
            reasons.add("the node allows at most %s"
                    .formatted(Bytes.show(offered.get().max())));
            return next == current
                    ? Advice.withhold("soft-max-bound", reasons)
                    : Advice.change(setting(next), "soft-max", reasons);
        }
        if (next == current) {
            return Advice.leave("soft-max-right", String.join("; ", reasons));
        }
        reasons.add("%s -> %s".formatted(Bytes.show(current), Bytes.show(next)));
        return Advice.change(setting(next), "soft-max", reasons);
    }

    private static List<Setting> setting(long bytes) {
        return List.of(new Setting(Knobs.SOFT_MAX_HEAP_SIZE, bytes));
    }

    /** To a multiple of the increment, upwards, within policy and node; what the node allows is the last word. */
    private static long rounded(double goal, double least, Optional<HeapBounds> bounds, Capability offered) {
        double bytes = goal;
        if (bounds.isPresent()) {
            double increment = Math.max(1, bounds.get().increment());
            bytes = Math.max(bounds.get().initial(), Math.ceil(bytes / increment) * increment);
            bytes = Math.max(least, Math.min(bounds.get().maximum(), bytes));
        }
        return Math.max(offered.min(), Math.min(offered.max(), (long) Math.ceil(bytes)));
    }
}
