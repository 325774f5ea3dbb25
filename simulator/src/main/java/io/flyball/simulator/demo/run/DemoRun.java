package io.flyball.simulator.demo.run;

import io.flyball.simulator.demo.load.LoadSecond;
import io.flyball.simulator.demo.run.Screen.Tone;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * {@code flyball demo}: three members, an agent, a badly set shop and its customers, as processes on loopback; tells
 * each decision as it comes, and at the end what was really seen.
 */
public final class DemoRun {
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final long STEP_NANOS = 250_000_000;
    private static final double CHAOS_AT = 0.45;
    private static final double BAD_POLICY_AT = 0.40;
    /** The kill waits for the verdict on the harmful policy, and that policy for its verdict, until then. */
    private static final double LATEST = 0.56;

    private final DemoOptions options;
    private final InstantSource clock;
    private final Screen screen;
    private final Layout layout;
    private final Processes processes;
    private final Api api;
    private final Journal journal = new Journal();
    private final Narrator narrator;
    private final LoadFeed loadFeed;
    private final Instant began;
    private volatile boolean stopping;
    /** All is told and nothing runs any more. */
    private volatile boolean over;

    private DemoRun(DemoOptions options, Screen screen, InstantSource clock) {
        this.options = options;
        this.clock = clock;
        this.screen = screen;
        this.began = clock.instant();
        this.layout = Layout.in(options);
        this.loadFeed = new LoadFeed(layout.load().resolve("load.tsv"));
        this.processes = new Processes(layout, options.httpPort());
        this.api = new Api(processes.addresses());
        this.narrator = new Narrator(screen, journal, clock);
    }

    /** Answers the exit status: 0 when all that was to be seen was seen (or the user ended an endless demo), else 1. */
    public static int run(DemoOptions options) {
        Screen screen = new Screen(System.out, options.color());
        DemoRun run = new DemoRun(options, screen, InstantSource.system());
        Thread hook = new Thread(run::stopOnSignal, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return run.toTheEnd();
        } catch (DemoException | IOException e) {
            if (run.stopping) {
                return 130;
            }
            screen.line(Tone.BAD, "✘ " + e.getMessage());
            run.stopProcesses();
            run.over = true;
            screen.line("Logs: " + run.layout.logs());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            run.stopProcesses();
            return 130;
        }
    }

    private int toTheEnd() throws IOException, InterruptedException {
        start();
        DecisionFeed feed = new DecisionFeed(api, narrator::tell);
        feed.start();
        beginDay();
        watch();
        feed.stop();
        if (stopping) {
            return 130;
        }
        Journal.allOf(api).forEach(journal::remember);
        Observed observed = journal.observed(Bounds.DEMO, Executions.read(layout.agent()));
        List<Check> checks = Evidence.of(observed, options.chaos(), options.badPolicy());
        boolean clean = stopProcesses();
        over = true;
        narrator.summary(observed, checks);
        screen.line("Data and logs stay in " + layout.root());
        return clean && checks.stream().allMatch(Check::passed) ? 0 : 1;
    }

    private void start() throws IOException, InterruptedException {
        screen.line("Flyball demo: three planner members, an agent, a shop and its customers, all on 127.0.0.1");
        processes.startMembers();
        await("member m1", () -> api.isReady(processes.address(0)));
        done("member m1 is ready at " + processes.address(0));
        processes.startAgent(cartTtl());
        await("the other members", () -> api.isReady(processes.address(1)) && api.isReady(processes.address(2)));
        done("members m2, m3 joined: one cluster of three");
        await("the shop's instances", () -> look().filter(this::bothReady).isPresent());
        done("agent connected; it runs and watches shop-1, shop-2 (4 threads each, a typical mistake)");
        await("the knobs of the shop's instances", this::listKnobs);
        applyPolicy(PolicyFile.GOOD);
        done("policy 'shop' applied");
    }

    private void beginDay() throws IOException {
        processes.startLoad(options.day(), options.limit().isPresent());
        await("the first second of load", () -> {
            journal.remember(loadFeed.more());
            return journal.newestLoad().isPresent();
        });
        LoadSecond first = journal.newestLoad().orElseThrow();
        journal.loadBegan(Instant.ofEpochMilli(first.endEpochMillis()).minusSeconds(first.second() + 1));
        done("customers come: a day in " + DecisionText.clock(options.day()) + " minutes, from now on on the left");
        banner();
    }

    private void banner() {
        String server = " --server " + processes.address(0);
        screen.line("");
        screen.line("API and dashboard   " + processes.address(0));
        screen.line("Data and logs       " + layout.root());
        screen.line("Stop                Ctrl-C"
                + options.limit()
                        .map(limit -> ", or by itself at " + DecisionText.clock(limit))
                        .orElse(""));
        screen.line("In another shell    ./flyball get services" + server);
        screen.line("                    ./flyball watch" + server);
        screen.line("                    ./flyball explain shop" + server);
        screen.line("");
    }

    private void watch() throws InterruptedException, IOException {
        boolean chaosDue = options.chaos();
        Optional<Thread> chaos = Optional.empty();
        BadPolicy bad = new BadPolicy(options.badPolicy());
        while (!stopping && !ended()) {
            processes.requireAlive();
            look();
            journal.remember(loadFeed.more());
            narrator.status();
            if (chaosDue
                    && elapsedShare() >= (bad.isPending() ? LATEST : CHAOS_AT)
                    && journal.newest().isPresent()) {
                chaosDue = false;
                journal.chaos(new Chaos(api, processes, screen, clock)
                        .run(journal.newest().get()));
            }
            bad.step();
            LockSupport.parkNanos(STEP_NANOS);
        }
        journal.remember(loadFeed.more());
        if (chaos.isPresent()) {
            chaos.get().join();
        }
    }

    /** Beside the telling, which goes on meanwhile. */
    private Thread startChaos(FleetReading reading) {
        Thread thread = new Thread(() -> breakThings(reading), "chaos");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void breakThings(FleetReading reading) {
        try {
            journal.chaos(new Chaos(api, processes, screen, clock).run(reading));
        } catch (DemoException e) {
            screen.line(Tone.BAD, "        chaos ✘ " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ended() {
        return options.limit().isPresent() && processes.loadEnded();
    }

    private double elapsedShare() {
        return Duration.between(journal.loadBegan(), clock.instant()).toMillis()
                / (double) options.day().toMillis();
    }

    /** One reading a second; more often it answers the newest one. */
    private Optional<FleetReading> look() {
        Optional<FleetReading> newest = journal.newest();
        if (newest.isPresent()
                && Duration.between(newest.get().at(), clock.instant()).toMillis() < 900) {
            return newest;
        }
        Optional<FleetReading> reading = Fleet.read(api, clock);
        reading.ifPresent(found -> {
            processes.sawInstances(found.pids());
            journal.remember(found);
        });
        return reading;
    }

    private boolean bothReady(FleetReading reading) {
        return reading.ready() >= 2
                && reading.nodes().stream().filter(FleetReading.Node::isLive).count() >= 2;
    }

    private boolean listKnobs() {
        List<FleetReading.Node> nodes = look().map(FleetReading::nodes).orElse(List.of());
        List<KnobList> lists = nodes.stream()
                .flatMap(node -> api.get("/v1/services/shop/nodes/" + node.id() + "/knobs").stream()
                        .map(json -> KnobList.of(node.id(), "", json)))
                .filter(list -> list.available().contains(KnobEvidence.THREADS))
                .toList();
        if (lists.size() < 2) {
            return false;
        }
        lists.forEach(journal::remember);
        done(lists.size() + " JVMs found by attach, no change to the service; each offers "
                + String.join(", ", lists.get(0).available()));
        return true;
    }

    private void applyPolicy(PolicyFile file) {
        Optional<String> problem = api.putPolicy("shop", file.text());
        if (problem.isPresent()) {
            throw new DemoException("policy refused: " + problem.get());
        }
    }

    /** Carts live for an eighth of the day: the heap balloons at peak and is garbage soon after the fall. */
    private Duration cartTtl() {
        return Duration.ofSeconds(Math.max(5, options.day().toSeconds() / 8));
    }

    private void await(String what, BooleanSupplier condition) {
        Instant deadline = clock.instant().plus(START_PATIENCE);
        while (!condition.getAsBoolean()) {
            if (stopping) {
                throw new DemoException("stopped");
            }
            processes.requireAlive();
            if (clock.instant().isAfter(deadline)) {
                throw new DemoException("not ready after " + START_PATIENCE.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(STEP_NANOS / 2);
        }
    }

    private void done(String text) {
        double elapsed = Duration.between(began, clock.instant()).toMillis() / 1e3;
        screen.line(String.format(Locale.ROOT, "%s %5.1f s  %s", screen.paint(Tone.GOOD, "✔"), elapsed, text));
    }

    private void stopOnSignal() {
        if (over) {
            return;
        }
        stopping = true;
        screen.line("");
        screen.line("Stopping");
        if (stopProcesses()) {
            screen.line(screen.paint(Tone.GOOD, "✔") + " all processes ended; data and logs stay in " + layout.root());
        }
    }

    /** True when all went by themselves. */
    private boolean stopProcesses() {
        try {
            List<String> stubborn = processes.stopAll();
            if (!stubborn.isEmpty()) {
                screen.line(Tone.BAD, "✘ had to be killed: " + String.join(", ", stubborn));
            }
            return stubborn.isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Applies the harmful policy once the shop is healthy, and the good one again when it was caught. */
    private final class BadPolicy {
        private boolean due;
        private Instant appliedAt;

        BadPolicy(boolean due) {
            this.due = due;
        }

        void step() {
            if (due && elapsedShare() >= BAD_POLICY_AT) {
                due = false;
                applyPolicy(PolicyFile.BAD);
                appliedAt = clock.instant();
                journal.badPolicyAt(appliedAt);
                screen.line(Tone.BAD, "        a harmful policy is applied: 2 threads are enough for everybody");
            } else if (appliedAt != null && (caught() || elapsedShare() >= LATEST)) {
                screen.line(
                        caught() ? Tone.GOOD : Tone.BAD,
                        caught()
                                ? "        ✔ caught and reverted; the good policy is back"
                                : "        ✘ not caught in time; the good policy is back");
                appliedAt = null;
                applyPolicy(PolicyFile.GOOD);
            }
        }

        boolean isPending() {
            return due || appliedAt != null;
        }

        private boolean caught() {
            return BadPolicyEvidence.caught(journal.decisions(), appliedAt).isPresent();
        }
    }
}
