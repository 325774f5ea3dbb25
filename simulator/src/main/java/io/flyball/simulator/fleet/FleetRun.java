package io.flyball.simulator.fleet;

import io.flyball.protocol.model.ServiceName;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Puts a virtual fleet on its members for a while and adds up what happened: policies, links, load, then a wait until
 * everything is acknowledged, and a clean end. One thread makes the load; frames come in on those of the HTTP client.
 */
public final class FleetRun {
    private static final Duration ROUND = Duration.ofMillis(50);
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(120);
    private static final Duration DRAIN_WITHIN = Duration.ofSeconds(60);
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(2);
    private static final Duration HISTORY_WITHIN = Duration.ofSeconds(60);
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(10);
    private static final long LOOK_SECONDS = 5;
    private static final double NANOS_PER_SECOND = 1e9;

    private final FleetOptions options;
    private final Clocks clocks;
    private final Consumer<FleetProgress> progress;
    private final Tally tally = new Tally();
    private final HttpClient http;
    private final MemberClient client;
    private final MemberWatch watch;
    private final VirtualFleet fleet;
    private final Deque<ServiceLoad> applied = new ArrayDeque<>();
    private final List<String> problems = new ArrayList<>();
    private long begun;
    private long nextTold;
    private long toldAcknowledged;
    private volatile boolean cancelled;

    /** @param progress told once a second */
    public FleetRun(FleetOptions options, Clocks clocks, Consumer<FleetProgress> progress) {
        this.options = options;
        this.clocks = clocks;
        this.progress = progress;
        this.http = HttpClient.newHttpClient();
        this.client = new MemberClient(http, options.servers(), options.token(), clocks);
        this.watch = new MemberWatch(client, clocks, options.servers());
        this.fleet = new VirtualFleet(
                options,
                new VirtualAgent.Surroundings(
                        http, options.token(), clocks, tally, options.interval(), options.startTime()));
    }

    /** Ends the load early; what follows is done as usual. */
    public void cancel() {
        cancelled = true;
    }

    /** @throws FleetException when the fleet cannot run at all */
    public FleetResult run() {
        begun = clocks.nanos();
        ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(FleetRun::daemon);
        try {
            applyPolicies();
            connect();
            begun = clocks.nanos();
            roundUntil("warming up", begun + options.warmUp().toNanos(), () -> cancelled);
            looks.scheduleWithFixedDelay(watch::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
            Load load = load();
            looks.shutdownNow();
            removePolicies();
            fleet.leave();
            roundUntil("leaving", clocks.nanos() + LEAVE_WITHIN.toNanos(), fleet::isGone);
            fleet.close();
            return result(load, history(), decisions());
        } finally {
            looks.shutdownNow();
            removePolicies();
            fleet.close();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "member-meters");
        thread.setDaemon(true);
        return thread;
    }

    private void connect() {
        fleet.start(clocks.nanos());
        roundUntil(
                "connecting",
                clocks.nanos() + OPEN_WITHIN.toNanos(),
                () -> cancelled || fleet.openLinks() == options.links());
        if (fleet.openLinks() == 0) {
            throw new FleetException("no link to " + options.servers() + " opened within " + OPEN_WITHIN.toSeconds()
                    + " s: is a member running there, and is --token right?");
        }
    }

    /** What was measured of the load itself. */
    private record Load(double seconds, double perSecond, double ownCores, boolean drained, int nodes) {}

    private Load load() {
        begun = clocks.nanos();
        tally.timing = true;
        Duration ownBefore = ownCpu();
        long acknowledgedBefore = tally.acknowledged.sum();
        roundUntil("load", begun + options.duration().toNanos(), () -> cancelled);
        double seconds = (clocks.nanos() - begun) / NANOS_PER_SECOND;
        double perSecond = (tally.acknowledged.sum() - acknowledgedBefore) / seconds;
        double ownCores = ownCpu().minus(ownBefore).toNanos() / NANOS_PER_SECOND / seconds;
        tally.timing = false;
        fleet.endLoad();
        boolean drained = roundUntil(
                "waiting for acknowledgements",
                clocks.nanos() + DRAIN_WITHIN.toNanos(),
                () -> tally.unacknowledged() == 0);
        return new Load(seconds, perSecond, ownCores, drained, fleet.nodes());
    }

    private HistoryCheck history() {
        HistoryCheck check = new HistoryCheck(client, () -> clocks.sleep(ASK_AGAIN_AFTER));
        Map<ServiceName, Map<String, List<Long>>> stored = fleet.stored();
        long end = clocks.nanos() + HISTORY_WITHIN.toNanos();
        for (ServiceLoad service : fleet.services()) {
            if (clocks.nanos() < end) {
                check.look(service.name(), stored.getOrDefault(service.name(), Map.of()), clocks.millis());
            }
        }
        if (check.unanswered() > 0) {
            problems.add("history of " + check.unanswered() + " services could not be read");
        }
        return check;
    }

    private Latencies decisions() {
        DecisionCheck check = new DecisionCheck(client, tally.arrivals);
        fleet.services().forEach(service -> check.look(service.name()));
        return check.times();
    }

    private FleetResult result(Load load, HistoryCheck history, Latencies decisions) {
        double tick = FleetPolicy.TICK.toMillis();
        return new FleetResult(
                options,
                Duration.ofMillis((long) (load.seconds() * 1000)),
                load.drained(),
                new FleetResult.Nodes(options.nodes(), load.nodes(), tally.started.sum(), tally.stopped.sum()),
                new FleetResult.Reports(
                        tally.made.sum(),
                        load.perSecond(),
                        tally.acknowledged.sum(),
                        tally.unacknowledged() + tally.dropped.sum(),
                        tally.resent.sum(),
                        tally.acknowledgedAgain.sum(),
                        history.looked(),
                        history.missing(),
                        FleetResult.Times.of(tally.reportToAck, 0)),
                new FleetResult.Commands(
                        tally.commands.sum(),
                        tally.settlements.sum(),
                        tally.counts.sum(),
                        tally.arrivedAgain.sum(),
                        tally.executed.sum(),
                        tally.executedAgain.sum(),
                        tally.answers(),
                        fleet.jumps(),
                        fleet.unanswered(),
                        FleetResult.Times.of(tally.jumpToCommand, tick),
                        FleetResult.Times.of(decisions, 0)),
                new FleetResult.Links(options.links(), tally.brokenLinks.sum(), tally.failedAttempts.sum()),
                watch.result(),
                load.ownCores(),
                problems);
    }

    private static Duration ownCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private interface Condition {
        boolean holds();
    }

    /** Lets the fleet live until the condition holds; false when it did not in time. */
    private boolean roundUntil(String phase, long end, Condition condition) {
        while (clocks.nanos() < end) {
            if (condition.holds()) {
                return true;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new FleetException("interrupted");
            }
            long next = clocks.nanos() + ROUND.toNanos();
            fleet.round(clocks.nanos());
            tell(phase);
            clocks.sleepUntil(next);
        }
        return condition.holds();
    }

    private void tell(String phase) {
        long now = clocks.nanos();
        if (now < nextTold) {
            return;
        }
        long acknowledged = tally.acknowledged.sum();
        nextTold = now + (long) NANOS_PER_SECOND;
        progress.accept(new FleetProgress(
                phase,
                Duration.ofNanos(now - begun),
                fleet.nodes(),
                fleet.openLinks(),
                acknowledged - toldAcknowledged,
                tally.unacknowledged(),
                tally.commands.sum() + tally.settlements.sum() + tally.counts.sum(),
                FleetResult.Times.of(tally.reportToAck, 0).p99(),
                FleetResult.Times.of(tally.jumpToCommand, FleetPolicy.TICK.toMillis())
                        .p99()));
        toldAcknowledged = acknowledged;
    }

    private void applyPolicies() {
        if (!options.apply()) {
            return;
        }
        FleetPolicy policy = new FleetPolicy(options.interval());
        for (ServiceLoad service : fleet.services()) {
            applied.add(service);
            client.putPolicy(service.name().value(), policy.yaml(service));
        }
    }

    private void removePolicies() {
        for (ServiceLoad service = applied.poll(); service != null; service = applied.poll()) {
            try {
                client.deletePolicy(service.name().value());
            } catch (FleetException e) {
                problems.add(e.getMessage());
                applied.clear(); // the others would fail for the same reason
            }
        }
    }
}
