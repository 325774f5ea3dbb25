package io.flyball.simulator.bench;

import io.flyball.simulator.bench.VirtualFleet.Place;
import io.flyball.simulator.fleet.Clocks;
import io.flyball.simulator.fleet.Latencies;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A fleet that reports at its interval, each node at a time of its own; now and then a report shows a jump of its
 * service's load. Measured is the time from sending that report until the new count arrives at the service's agent.
 */
final class FleetRun implements VirtualAgent.Events {
    private static final long SEED = 20_261_123;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GLANCE = Duration.ofMillis(250);
    private static final double WANTED_BEYOND_TICK_MILLIS = 1000;
    private static final double PERCENT = 100;

    private final BenchOptions options;
    private final Clocks clocks;
    private final LoadPolicy policy;
    private final Latencies commands = new Latencies();
    private final Latencies acks = new Latencies();
    private final Latencies lateness = new Latencies();
    private final VirtualFleet fleet;
    private final List<Place> order;
    private volatile Jumps jumps;
    private volatile boolean measuring;
    private long nextGlance;

    FleetRun(BenchOptions options, Clocks clocks) {
        this.options = options;
        this.clocks = clocks;
        this.policy = new LoadPolicy(options.interval());
        this.fleet = new VirtualFleet(options, clocks, this);
        this.order = new ArrayList<>(fleet.places());
        Collections.shuffle(order, new Random(SEED));
    }

    void run(Findings findings) {
        HttpClient http = HttpClient.newHttpClient();
        try (Children children = Children.in(options.data())) {
            Members members = Members.start(options, 2, clocks, http, children);
            for (int service = 0; service < options.services(); service++) {
                String name = VirtualFleet.serviceName(service).value();
                members.putPolicy(name, policy.yaml(name));
            }
            fleet.connect(http, members);
            measure(members, findings);
        } finally {
            fleet.close();
        }
    }

    private void measure(Members members, Findings findings) {
        long begin = clocks.nanos();
        long measureFrom = begin + options.warmUp().toNanos();
        long measureTo = measureFrom + options.duration().toNanos();
        long round = options.interval().toNanos();
        long step = Math.max(1, round / order.size());
        int next = reportUntil(0, begin, step, measureFrom);
        Work before = Work.look(clocks, members);
        jumps = newJumps();
        measuring = true;
        next = reportUntil(next, begin, step, measureTo);
        measuring = false;
        Work after = Work.look(clocks, members);
        jumps.close();
        reportUntil(next, begin, step, measureTo + PATIENCE.toNanos());
        jumps.expire(Long.MAX_VALUE);
        tell(members, before, after, findings);
    }

    private Jumps newJumps() {
        SplittableRandom random = new SplittableRandom(SEED);
        long quiet = policy.cooldown().plusSeconds(1).toNanos();
        return new Jumps(options.services(), clocks.nanos(), quiet, PATIENCE.toNanos(), random::nextDouble);
    }

    /** Sends report {@code first} and those after it, each when it is due; ends early when only jumps are waited for. */
    private int reportUntil(int first, long begin, long step, long end) {
        int number = first;
        for (long due = begin + number * step; due < end; due = begin + number * step) {
            clocks.sleepUntil(due);
            long now = clocks.nanos();
            glance(now);
            if (!measuring && jumps != null && jumps.waiting() == 0) {
                return number;
            }
            send(order.get(number % order.size()), now - due);
            number++;
        }
        return number;
    }

    private void send(Place place, long late) {
        if (measuring) {
            lateness.add(late);
        }
        boolean jump = jumps != null && jumps.begins(place.service(), clocks.nanos());
        double throughput =
                jump ? policy.jump(options.nodesPerService(), fleet.target(place.service())) : LoadPolicy.STEADY;
        place.agent().report(place.node(), throughput);
    }

    private void glance(long now) {
        if (now < nextGlance) {
            return;
        }
        nextGlance = now + GLANCE.toNanos();
        fleet.requireLinks();
        if (Thread.currentThread().isInterrupted()) {
            throw new BenchException("interrupted");
        }
        if (jumps != null) {
            jumps.expire(now);
        }
    }

    @Override
    public void stored(long nanos) {
        if (measuring) {
            acks.add(nanos);
        }
    }

    @Override
    public void freed(VirtualAgent agent, int reports) {
        // reports go by the clock, not by acknowledgements
    }

    @Override
    public void commanded(int service) {
        if (jumps != null) {
            jumps.commanded(service, clocks.nanos()).ifPresent(commands::add);
        }
    }

    private void tell(Members members, Work before, Work after, Findings findings) {
        double tick = LoadPolicy.TICK.toMillis();
        findings.add("report to command", commands);
        findings.add(Finding.of("beyond the tick, p50", commands.percentile(50) - tick, "ms"));
        findings.add(Finding.of("beyond the tick, p99", commands.percentile(99) - tick, "ms")
                .atMost(WANTED_BEYOND_TICK_MILLIS));
        findings.add(Finding.of("beyond the tick, max", commands.max() - tick, "ms"));
        findings.add(Finding.of("jumps sent", jumps.begun(), "jumps"));
        findings.add(Finding.of("jumps measured", commands.count(), "jumps"));
        findings.add(
                Finding.of("jumps without a command", jumps.timeouts(), "jumps").atMost(0));
        findings.add(Finding.of("commands without a jump", jumps.unexpected(), "commands")
                .atMost(0));
        findings.add("report to ack", acks);
        double seconds = after.secondsSince(before);
        findings.add(Finding.of("reports acknowledged", acks.count() / seconds, "1/s"));
        for (int i = 0; i < members.size(); i++) {
            double cores = after.cpuSecondsSince(before, i) / seconds;
            findings.add(Finding.of("cpu of " + members.name(i), cores * PERCENT, "% of a core"));
        }
        for (int i = 0; i < members.size(); i++) {
            findings.add(Finding.of(
                    "rss of " + members.name(i), after.members().get(i).mib(), "MiB"));
        }
        findings.add(
                Finding.of("cpu of the load", after.ownCpuSecondsSince(before) / seconds * PERCENT, "% of a core"));
        findings.add(Finding.of("report sent late, p99", lateness.percentile(99), "ms"));
        if (commands.count() > 0) {
            findings.measured();
        }
    }
}
