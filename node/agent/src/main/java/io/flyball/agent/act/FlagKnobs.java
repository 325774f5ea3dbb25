package io.flyball.agent.act;

import io.flyball.agent.jvm.Collector;
import io.flyball.agent.jvm.JvmConnection;
import io.flyball.agent.jvm.JvmFacts;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.Knobs;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The few flags with which a running HotSpot JVM gives memory back. All JVMs accept all of them; each is offered only
 * where collector and version were measured to act on it.
 */
final class FlagKnobs {
    private static final Envelope MIN_RATIO = new Envelope(5, 95);
    private static final Envelope MAX_RATIO = new Envelope(10, 100);
    private static final Envelope PERIOD_MILLIS = new Envelope(0, 3_600_000);
    private static final int FIRST_WITH_PERIODIC_GC = 12;
    private static final int LAST_WITH_RATIOS_IN_CONCURRENT_CYCLES = 25;
    private static final long MIB = 1 << 20;

    private final JvmConnection jvm;
    private final JvmFacts facts;
    private final Envelopes envelopes;
    private final Supplier<OptionalLong> live;

    /** @param live bytes in use after the newest collection; empty before the first one */
    FlagKnobs(JvmConnection jvm, JvmFacts facts, Envelopes envelopes, Supplier<OptionalLong> live) {
        this.jvm = jvm;
        this.facts = facts;
        this.envelopes = envelopes;
        this.live = live;
    }

    List<Knob> find() {
        Evidence committed =
                new Footprint("heap.committed", new HeapReader(jvm, "committed"), "acts at the next collection");
        Evidence used = new Footprint("heap.used", new HeapReader(jvm, "used"), "nothing to collect yet");
        return List.of(
                new FlagKnob(jvm, "MinHeapFreeRatio", () -> ratio(Knobs.MIN_HEAP_FREE_RATIO, MIN_RATIO), committed),
                new FlagKnob(jvm, "MaxHeapFreeRatio", () -> ratio(Knobs.MAX_HEAP_FREE_RATIO, MAX_RATIO), committed),
                new FlagKnob(jvm, "G1PeriodicGCInterval", this::period, committed),
                new FlagKnob(jvm, "SoftMaxHeapSize", this::softMax, used));
    }

    private Capability ratio(String knob, Envelope builtIn) {
        Envelope bounds = envelopes.of(knob, builtIn);
        if (facts.heapIsFixed()) {
            return unavailable(knob, bounds, "percent", "the heap is fixed: Xms equals Xmx");
        }
        if (facts.collector() != Collector.G1 && facts.collector() != Collector.SERIAL) {
            return unavailable(knob, bounds, "percent", facts.collector().label() + " does not act on it");
        }
        return available(knob, bounds, "percent", "effect: heap.committed; acts at " + moment());
    }

    private String moment() {
        if (facts.collector() == Collector.SERIAL) {
            return "full collections, in steps";
        }
        return facts.feature() <= LAST_WITH_RATIOS_IN_CONCURRENT_CYCLES
                ? "full collections and concurrent cycles"
                : "full collections";
    }

    private Capability period() {
        String knob = Knobs.G1_PERIODIC_GC_INTERVAL;
        Envelope bounds = envelopes.of(knob, PERIOD_MILLIS);
        if (facts.collector() != Collector.G1) {
            return unavailable(
                    knob, bounds, "ms", "the collector is " + facts.collector().label() + ", not G1");
        }
        if (facts.feature() < FIRST_WITH_PERIODIC_GC) {
            return unavailable(knob, bounds, "ms", "needs JDK " + FIRST_WITH_PERIODIC_GC);
        }
        return facts.heapIsFixed()
                ? unavailable(knob, bounds, "ms", "the heap is fixed: Xms equals Xmx")
                : available(knob, bounds, "ms", "effect: heap.committed; 0 = off");
    }

    /** Below 1.5 times the live set (2 times with Shenandoah) the collector runs without pause and frees nothing. */
    private Capability softMax() {
        String knob = Knobs.SOFT_MAX_HEAP_SIZE;
        if (!facts.collector().isConcurrent()) {
            return unavailable(
                    knob,
                    new Envelope(0, facts.maxHeap()),
                    "bytes",
                    facts.collector().label() + " does not act on it");
        }
        if (live.get().isEmpty()) {
            return unavailable(
                    knob, new Envelope(0, facts.maxHeap()), "bytes", "live set not known yet: no collection seen");
        }
        double factor = facts.collector() == Collector.SHENANDOAH ? 2 : 1.5;
        long least = Math.round(live.get().getAsLong() * factor / MIB) * MIB + MIB;
        if (least > facts.maxHeap()) {
            return unavailable(
                    knob,
                    new Envelope(0, facts.maxHeap()),
                    "bytes",
                    "the live set leaves no room below the maximum heap");
        }
        Envelope bounds = envelopes.of(knob, new Envelope(least, facts.maxHeap()));
        return available(knob, bounds, "bytes", "effect: heap.used; memory is returned after the uncommit delay");
    }

    private static Capability available(String knob, Envelope bounds, String unit, String note) {
        return new Capability(knob, 0, bounds.min(), bounds.max(), unit, true, note);
    }

    private static Capability unavailable(String knob, Envelope bounds, String unit, String why) {
        return new Capability(knob, 0, bounds.min(), bounds.max(), unit, false, why);
    }
}
