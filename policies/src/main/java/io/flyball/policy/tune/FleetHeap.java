package io.flyball.policy.tune;

import java.util.ArrayList;
import java.util.List;

/**
 * The square-root rule for many heaps: {@code M = L + sqrt(L g / (s c))}. The same {@code c} everywhere is the cheapest
 * split of any total, since every heap then saves as much collection per further byte as any other.
 *
 * <p>Example: three heaps with live 100, 400, 50 MB, allocating 200, 50, 400 MB/s, collected at 1, 1, 0.5 GB/s, and 600 MB
 * on top of what is live: 175.7, 175.7 and 248.5 MB, 0.389 of a core for collections; 0.963 if split by live size.
 */
public final class FleetHeap {
    /** No heap gets less than this many times what is live: below, collections never end. */
    public static final double LEAST_OVER_LIVE = 1.5;
    /** Tuning constant of V8, with rates in bytes per nanosecond: smaller gives more memory. */
    public static final double V8_CONSTANT = 3e-10;

    /** Bytes, or bytes per second, beyond which nothing was measured. */
    private static final double MOST = 1e15;

    private FleetHeap() {}

    /**
     * @param live bytes in use after a collection
     * @param allocation bytes allocated per second
     * @param speed bytes of live heap that a collection gets through per second of processor time
     */
    public record Heap(String node, double live, double allocation, double speed) {
        boolean isMeasured() {
            return live > 0 && live < MOST && allocation >= 0 && allocation < MOST && speed >= 1 && speed < MOST;
        }

        private double weight() {
            return Math.sqrt(live * allocation / speed);
        }

        /** Cores busy with collections when {@code extra} bytes lie above what is live. */
        public double collection(double extra) {
            return allocation == 0 ? 0 : live * allocation / (speed * extra);
        }
    }

    /** One node's share, bytes of heap in all. */
    public record Share(String node, long bytes) {}

    /**
     * @param shares empty when the total does not suffice or nothing was measured
     * @param cores busy with collections in all at these shares; NaN when there are none
     */
    public record Split(List<Share> shares, double cores, List<String> reasons) {
        public Split {
            shares = List.copyOf(shares);
            reasons = List.copyOf(reasons);
        }
    }

    /** The rule for one heap; rates and {@code c} in the same unit of time. */
    public static double limit(double live, double allocation, double speed, double c) {
        return live + Math.sqrt(live * allocation / (speed * c));
    }

    /**
     * Extra bytes of each heap when {@code budget} bytes lie above what is live in all of them together.
     *
     * @param least lowest extra of each heap; their sum must not exceed the budget
     */
    public static double[] extras(List<Heap> heaps, double budget, double[] least) {
        double[] extra = new double[heaps.size()];
        boolean[] fixed = new boolean[heaps.size()];
        boolean moved = true;
        while (moved) {
            moved = false;
            double left = budget;
            double weights = 0;
            int free = 0;
            for (int i = 0; i < extra.length; i++) {
                left -= fixed[i] ? least[i] : 0;
                weights += fixed[i] ? 0 : heaps.get(i).weight();
                free += fixed[i] ? 0 : 1;
            }
            for (int i = 0; i < extra.length; i++) {
                if (fixed[i]) {
                    extra[i] = least[i];
                    continue;
                }
                extra[i] = weights > 0 ? left * heaps.get(i).weight() / weights : left / free;
                if (extra[i] < least[i]) {
                    fixed[i] = true;
                    moved = true;
                }
            }
        }
        return extra;
    }

    /**
     * Splits {@code total} bytes of heap among nodes, each at least 1.5 times what is live in it.
     */
    public static Split split(List<Heap> heaps, double total) {
        List<Heap> measured = heaps.stream().filter(Heap::isMeasured).toList();
        List<String> reasons = new ArrayList<>();
        if (measured.size() < heaps.size()) {
            reasons.add("%d of %d nodes were measured: none is changed while some are not known"
                    .formatted(measured.size(), heaps.size()));
            return new Split(List.of(), Double.NaN, reasons);
        }
        if (heaps.isEmpty()) {
            return new Split(List.of(), Double.NaN, List.of("no nodes"));
        }
        double live = heaps.stream().mapToDouble(Heap::live).sum();
        if (!(total >= live * LEAST_OVER_LIVE) || !Double.isFinite(total)) {
            reasons.add("%s for %s live: at least %.1f times that is needed"
                    .formatted(Bytes.show(total), Bytes.show(live), LEAST_OVER_LIVE));
            return new Split(List.of(), Double.NaN, reasons);
        }
        double[] least = heaps.stream()
                .mapToDouble(heap -> heap.live() * (LEAST_OVER_LIVE - 1))
                .toArray();
        double[] extra = extras(heaps, total - live, least);
        List<Share> shares = new ArrayList<>();
        double cores = 0;
        double evenly = 0;
        for (int i = 0; i < extra.length; i++) {
            Heap heap = heaps.get(i);
            shares.add(new Share(heap.node(), (long) (heap.live() + extra[i])));
            cores += heap.collection(extra[i]);
            evenly += heap.collection((total - live) / extra.length);
        }
        reasons.add("square-root rule: %s over %d nodes with %s live"
                .formatted(Bytes.show(total), heaps.size(), Bytes.show(live)));
        reasons.add(Numbers.show("collections take %.3f cores; %.3f if shared evenly", cores, evenly));
        return new Split(shares, cores, reasons);
    }
}
