package io.flyball.simulator.plane.bug;

import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.Settle;
import io.flyball.protocol.message.LinkMessage.Settle.Ending;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.simulator.plane.seam.Seams;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Mistakes that somebody could make, put around production code that does not make them. */
public enum PlantedBug {
    /** Nodes and agents obey planners that were replaced. */
    TOKEN_IGNORED(LiftedTokens::new),
    LEASE_FORGOTTEN(() -> new Seams() {
        @Override
        public boolean ticksLeases() {
            return false;
        }
    }),
    /** A repeated command is executed again. */
    DEDUP_OFF(EveryArrivalIsNew::new),
    /** The last sample of a silent node counts as a fresh one. */
    STALE_WINDOW(() -> new Seams() {
        @Override
        public boolean repeatsOldSamples() {
            return true;
        }

        @Override
        public Sample observed(Instant now, NodeId node, Sample sample) {
            return sample.at().isBefore(now) ? new Sample(now, sample.values()) : sample;
        }
    }),
    /** One instance more than the policy allows. */
    BUDGET_OFF_BY_ONE(OtherPolicy::oneInstanceMore),
    /** More nodes on trial at once than the policy allows. */
    LARGER_SHARE(OtherPolicy::largerShare),
    FLAP_BUDGET_FORGOTTEN(OtherPolicy::noFlapBudget),
    /** A new planner shrinks before it has seen the nodes for a while. */
    NO_WARM_UP(OtherPolicy::noWarmUp),
    /** What could not be read is shown to the planner as 0. */
    MISSING_IS_ZERO(ZeroForMissing::new),
    /** State files are written, but not synced, before the answer. */
    ANSWER_BEFORE_SYNC(() -> new Seams() {
        @Override
        public boolean syncs() {
            return false;
        }
    }),
    /** Reports are acknowledged before they are stored. */
    ACK_BEFORE_STORED(() -> new Seams() {
        @Override
        public boolean acknowledgesAtOnce() {
            return true;
        }
    }),
    /** Nodes do not hear that a trial is to be reverted. */
    REVERT_LOST(() -> new Seams() {
        @Override
        public LinkMessage.ToAgent toNode(NodeId node, LinkMessage.ToAgent message) {
            return message instanceof Settle settle && settle.ending() == Ending.REVERT
                    ? new Settle(settle.slot(), settle.token(), settle.revision(), Ending.RENEW, 120_000)
                    : message;
        }
    });

    private final Supplier<Seams> seams;

    PlantedBug(Supplier<Seams> seams) {
        this.seams = seams;
    }

    /** For one run. */
    public Seams plant() {
        return seams.get();
    }

    /** Every metric that was ever read is there, as 0 where it was not read. */
    private static final class ZeroForMissing extends Seams {
        private final TreeSet<String> names = new TreeSet<>();

        @Override
        public Sample observed(Instant now, NodeId node, Sample sample) {
            names.addAll(sample.values().keySet());
            Map<String, Double> values = new TreeMap<>(sample.values());
            names.forEach(name -> values.putIfAbsent(name, 0.0));
            return new Sample(sample.at(), values);
        }
    }
}
