package io.flyball.simulator.bench;

import io.flyball.simulator.fleet.Clocks;
import io.flyball.simulator.fleet.Latencies;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * As many reports as are acknowledged: each link keeps a fixed number of un-acknowledged reports under way. One copy in
 * history and no policy, so that the work of a member per report is what is measured.
 */
final class IngestRun implements VirtualAgent.Events {
    private static final int COPIES = 1;
    /** 10,000 nodes each 10 s on half of two cores. */
    private static final double WANTED_PER_CPU_SECOND = 1000;

    private static final double PERCENT = 100;

    private final BenchOptions options;
    private final Clocks clocks;
    private final Latencies acks = new Latencies();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Map<VirtualAgent, AtomicInteger> turns = new HashMap<>();
    private final VirtualFleet fleet;
    private volatile boolean running = true;
    private volatile boolean measuring;

    IngestRun(BenchOptions options, Clocks clocks) {
        this.options = options;
        this.clocks = clocks;
        this.fleet = new VirtualFleet(options, clocks, this);
        fleet.agents().forEach(agent -> turns.put(agent, new AtomicInteger()));
    }

    void run(Findings findings) {
        HttpClient http = HttpClient.newHttpClient();
        try (Children children = Children.in(options.data())) {
            Members members = Members.start(options, COPIES, clocks, http, children);
            fleet.connect(http, members);
            fleet.agents().forEach(agent -> send(agent, options.window()));
            clocks.sleep(options.warmUp());
            measure(members, findings);
        } finally {
            running = false;
            fleet.close();
        }
    }

    private void measure(Members members, Findings findings) {
        fleet.requireLinks();
        Work before = Work.look(clocks, members);
        measuring = true;
        clocks.sleep(options.duration());
        measuring = false;
        Work after = Work.look(clocks, members);
        running = false;
        fleet.requireLinks();
        tell(members, before, after, findings);
    }

    @Override
    public void stored(long nanos) {
        if (measuring) {
            acks.add(nanos);
            acknowledged.increment();
        }
    }

    @Override
    public void freed(VirtualAgent agent, int reports) {
        if (running) {
            send(agent, reports);
        }
    }

    @Override
    public void commanded(int service) {
        // there is no policy, so nobody commands
    }

    /** The next reports of the agent's nodes, in turn. */
    private void send(VirtualAgent agent, int reports) {
        AtomicInteger turn = turns.get(agent);
        for (int i = 0; i < reports; i++) {
            int slot = Math.floorMod(turn.getAndIncrement(), agent.slots());
            int size = agent.report(agent.node(slot), LoadPolicy.STEADY);
            if (measuring) {
                sent.increment();
                bytes.add(size);
            }
        }
    }

    private void tell(Members members, Work before, Work after, Findings findings) {
        double seconds = after.secondsSince(before);
        double cpu = after.cpuSecondsSince(before);
        long reports = acknowledged.sum();
        findings.add(Finding.of("reports acknowledged", reports / seconds, "1/s"));
        findings.add(Finding.of("reports per CPU second", reports / cpu, "1/s").atLeast(WANTED_PER_CPU_SECOND));
        findings.add(Finding.of("CPU per report", cpu / reports * 1e6, "us"));
        findings.add(Finding.of("cpu of the members", cpu / seconds * PERCENT, "% of a core"));
        findings.add("report to ack", acks);
        findings.add(Finding.of("report on the wire", bytes.sum() / (double) sent.sum(), "B"));
        findings.add(Finding.of("metrics per report", VirtualNode.METRICS.size(), ""));
        for (int i = 0; i < members.size(); i++) {
            findings.add(Finding.of(
                    "rss of " + members.name(i), after.members().get(i).mib(), "MiB"));
        }
        findings.add(
                Finding.of("cpu of the load", after.ownCpuSecondsSince(before) / seconds * PERCENT, "% of a core"));
        if (reports > 0) {
            findings.measured();
        }
    }
}
