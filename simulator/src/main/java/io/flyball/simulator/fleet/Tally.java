package io.flyball.simulator.fleet;

import io.flyball.protocol.model.CommandOutcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What happened to reports and commands of all virtual nodes. Thread-safe. */
final class Tally {
    /** Reports that nodes made. */
    final LongAdder made = new LongAdder();
    /** Frames with reports, each time that one was sent. */
    final LongAdder sent = new LongAdder();
    /** Of those, reports that had been sent before, over a link that broke. */
    final LongAdder resent = new LongAdder();

    final LongAdder acknowledged = new LongAdder();
    /** Acknowledgements of what had been acknowledged before. */
    final LongAdder acknowledgedAgain = new LongAdder();
    /** Reports thrown away by an agent whose buffer was full. */
    final LongAdder dropped = new LongAdder();

    /** Commands and settlements for nodes, and counts for agents, each time that one arrived. */
    final LongAdder commands = new LongAdder();

    final LongAdder settlements = new LongAdder();
    final LongAdder counts = new LongAdder();
    /** Arrivals of a command or count that had arrived before. */
    final LongAdder arrivedAgain = new LongAdder();
    /** Commands that nodes carried out. */
    final LongAdder executed = new LongAdder();
    /** Commands that a node carried out although it had done so before: must never be. */
    final LongAdder executedAgain = new LongAdder();

    final LongAdder started = new LongAdder();
    final LongAdder stopped = new LongAdder();
    /** Links that broke after they had been open. */
    final LongAdder brokenLinks = new LongAdder();
    /** Attempts to open a link that failed. */
    final LongAdder failedAttempts = new LongAdder();

    final Arrivals arrivals = new Arrivals();
    final Latencies reportToAck = new Latencies();
    final Latencies jumpToCommand = new Latencies();

    /** Whether reports are timed now. */
    volatile boolean timing;

    private final Map<CommandOutcome, LongAdder> answers = new EnumMap<>(CommandOutcome.class);

    Tally() {
        for (CommandOutcome outcome : CommandOutcome.values()) {
            answers.put(outcome, new LongAdder());
        }
    }

    void answered(CommandOutcome outcome) {
        answers.get(outcome).increment();
    }

    /** Answers given, of those outcomes that occurred. */
    Map<CommandOutcome, Long> answers() {
        Map<CommandOutcome, Long> counts = new EnumMap<>(CommandOutcome.class);
        answers.forEach((outcome, count) -> {
            if (count.sum() > 0) {
                counts.put(outcome, count.sum());
            }
        });
        return counts;
    }

    /** Reports that are neither acknowledged nor dropped. */
    long unacknowledged() {
        return made.sum() - acknowledged.sum() - dropped.sum();
    }
}
