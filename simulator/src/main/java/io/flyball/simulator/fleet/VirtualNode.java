package io.flyball.simulator.fleet;

import io.flyball.agent.act.Actuation;
import io.flyball.agent.act.KnobSet;
import io.flyball.agent.link.Outlet;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.Command;
import io.flyball.protocol.message.LinkMessage.CommandResult;
import io.flyball.protocol.message.LinkMessage.Settle;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A node without a JVM. Commands go through the agent's own {@link Actuation}: fencing, trials, leases and answers are
 * those of real nodes; only the knob and the disk are in memory. Not thread-safe: its agent locks.
 */
final class VirtualNode {
    private static final double NOISE = 0.01;
    private static final double MIB = 1024.0 * 1024;

    private final NodeId id;
    private final ServiceName service;
    private final long initialThreads;
    private final Tally tally;
    private final Clocks clocks;
    private final Consumer<CommandResult> answers;
    private final NodeMemory memory;
    private final Recent<CommandId> arrived = new Recent<>();
    private final Recent<CommandId> executed = new Recent<>();
    private final SentReports sent;
    private final SplittableRandom random;
    private ThreadsKnob threads;
    private Actuation actuation;
    private long startedAt;
    private long lastTick;
    private long due;
    private int lives;

    /**
     * @param answers to commands
     */
    VirtualNode(
            NodeId id,
            ServiceName service,
            long initialThreads,
            long seed,
            Tally tally,
            Clocks clocks,
            Consumer<CommandResult> answers) {
        this.id = id;
        this.service = service;
        this.initialThreads = initialThreads;
        this.tally = tally;
        this.clocks = clocks;
        this.answers = answers;
        this.memory = new NodeMemory(this::execute);
        this.sent = new SentReports(tally);
        this.random = new SplittableRandom(seed);
    }

    private void execute(CommandId command) {
        tally.executed.increment();
        if (!executed.add(command)) {
            tally.executedAgain.increment();
        }
    }

    NodeId id() {
        return id;
    }

    ServiceName service() {
        return service;
    }

    /** A new JVM: settings are those of its start, tokens are remembered. */
    void start() {
        threads = new ThreadsKnob(initialThreads);
        KnobSet knobs = KnobSet.of(List.of(threads));
        var target = new Actuation.Target(id, service, "virtual-" + ++lives);
        try {
            actuation = Actuation.open(target, memory, clocks::steadyMillis, () -> knobs, this::answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is no disk
        }
        startedAt = clocks.steadyMillis();
    }

    private void answer(CommandResult result) {
        tally.answered(result.outcome());
        answers.accept(result);
    }

    Outlet.Description description() {
        return new Outlet.Description(id, service, "virtual", List.of(threads.probe()), actuation.inForce());
    }

    /** Takes a command or a settlement; others are not for nodes. */
    void told(LinkMessage.ToAgent message) {
        if (message instanceof Command command) {
            CommandId one = new CommandId(command.token(), command.revision());
            tally.commands.increment();
            tally.arrivals.note(id, one, clocks.millis());
            if (!arrived.add(one)) {
                tally.arrivedAgain.increment();
            }
            actuation.command(command, clocks.steadyMillis());
        } else if (message instanceof Settle settle) {
            tally.settlements.increment();
            actuation.settle(settle);
        }
    }

    /** Ends a trial whose lease is over. */
    void tick() {
        if (actuation.needsTicks()) {
            actuation.tick();
        }
    }

    long threads() {
        return threads.read();
    }

    SentReports sent() {
        return sent;
    }

    // ---- reports

    /** @param first when its first report is due, in nanoseconds */
    void schedule(long first) {
        due = first;
    }

    /** Whether a report is due; if so the next one is due an interval later. */
    boolean isDue(long nanos, long interval) {
        if (nanos < due) {
            return false;
        }
        due += interval;
        if (due <= nanos) {
            due += (nanos - due) / interval * interval + interval; // what was missed in a pause is not made up for
        }
        return true;
    }

    /**
     * What the node shows now. No two samples have the same tick, however fast they come.
     *
     * @param offered requests per second; 0 while it does not take any
     */
    Sample sample(double offered, boolean isReady) {
        lastTick = Math.max(lastTick + 1, clocks.millis());
        NodeLoad load = NodeLoad.of(offered * noise(), threads.read());
        Map<String, Double> values = new HashMap<>();
        values.put(Metrics.THROUGHPUT, round(load.done()));
        values.put(Metrics.CPU, round(load.cpu() * noise()));
        values.put(Metrics.CPU_CORES, round(load.cpu() * NodeLoad.CORES));
        values.put(Metrics.HOST_CPU, round(load.cpu() * noise()));
        values.put(Metrics.ERROR_RATE, 0.0);
        if (load.done() > 0) {
            values.put(Metrics.LATENCY_MEAN, round(load.latency() * noise()));
            values.put(Metrics.LATENCY_P50, round(load.latency() * 0.9 * noise()));
            values.put(Metrics.LATENCY_P99, round(load.latency() * 2.5 * noise()));
        }
        values.put(Metrics.TOMCAT_THREADS_MAX, (double) threads.read());
        values.put(Metrics.TOMCAT_THREADS_BUSY, round(load.busy()));
        values.put(Metrics.TOMCAT_THREADS_CURRENT, (double) threads.read());
        values.put(Metrics.TOMCAT_QUEUE, (double) Math.round(load.queue()));
        values.put(Metrics.HEAP_LIVE, 100 * MIB);
        values.put(Metrics.HEAP_USED, Math.rint((120 + 60 * random.nextDouble()) * MIB));
        values.put(Metrics.HEAP_COMMITTED, 256 * MIB);
        values.put(Metrics.RSS, Math.rint((400 + random.nextInt(8)) * MIB));
        values.put(Metrics.ALLOCATION_RATE, Math.rint(load.done() * MIB));
        values.put(Metrics.GC_TIME, round(0.01 * noise()));
        values.put(Metrics.READY, isReady ? 1.0 : 0.0);
        values.put(Metrics.UPTIME, (double) ((clocks.steadyMillis() - startedAt) / 1000));
        return new Sample(Instant.ofEpochMilli(lastTick), values);
    }

    private double noise() {
        return 1 + NOISE * (2 * random.nextDouble() - 1);
    }

    /** Few decimals, as those of real agents. */
    private static double round(double value) {
        return Math.rint(value * 1e4) / 1e4;
    }
}
