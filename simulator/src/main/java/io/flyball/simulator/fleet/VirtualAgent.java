package io.flyball.simulator.fleet;

import io.flyball.agent.link.LinkSettings;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** An agent without a host: virtual nodes of some services on one link. Thread-safe. */
final class VirtualAgent implements VirtualLink.Host {
    /** Of instances and links; whether reports are due is looked at more often. */
    private static final long TICK_NANOS = 250_000_000;

    private static final long ENOUGH_THREADS = 32;
    private static final long TOO_FEW_THREADS = 4;

    /**
     * What all agents share.
     *
     * @param interval between two reports of a node
     * @param startTime from the start of an instance until it is ready
     */
    record Surroundings(
            HttpClient http,
            Optional<String> token,
            Clocks clocks,
            Tally tally,
            Duration interval,
            Duration startTime) {}

    private final int number;
    private final Surroundings around;
    private final Tally tally;
    private final SplittableRandom random;
    private final VirtualLink link;
    private final Map<ServiceName, Hosted> hosted = new LinkedHashMap<>();
    private final Map<NodeId, VirtualNode> nodes = new HashMap<>();
    private final long phase;
    private long connectAt;
    private long nextTick;
    private boolean started;
    private boolean silent;

    VirtualAgent(int number, LinkSettings settings, long seed, Surroundings around) {
        this.number = number;
        this.around = around;
        this.tally = around.tally();
        this.random = new SplittableRandom(seed);
        this.phase = random.nextLong(around.interval().toNanos());
        this.link = new VirtualLink(settings, number, random.split(), around, this);
    }

    /** Instances of one service here. */
    private final class Hosted implements VirtualInstances.Events {
        private final ServiceLoad load;
        private final VirtualInstances instances;
        private final Map<NodeId, VirtualNode> up = new LinkedHashMap<>();
        private int ready;

        Hosted(ServiceLoad load, int initial, int limit) {
            this.load = load;
            this.instances = new VirtualInstances(
                    VirtualInstances.template(load.name(), number, around.startTime(), initial, limit),
                    around.startTime().toMillis(),
                    tally,
                    this);
        }

        @Override
        public void appeared(NodeId id) {
            VirtualNode node = nodes.computeIfAbsent(id, this::create);
            node.start();
            node.schedule(nextGridPoint());
            up.put(id, node);
            link.state().appeared(node.description());
        }

        private VirtualNode create(NodeId id) {
            return new VirtualNode(
                    id,
                    load.name(),
                    load.kind() == ServiceLoad.Kind.TUNED ? TOO_FEW_THREADS : ENOUGH_THREADS,
                    random.nextLong(),
                    tally,
                    around.clocks(),
                    result -> link.state().answered(id, result));
        }

        @Override
        public void disappeared(NodeId id) {
            up.remove(id);
            link.state().disappeared(now(), id, "exit code 143");
        }

        @Override
        public void announced(LinkMessage.Instances announcement) {
            load.readyChanged(instances.ready().size() - ready);
            ready = instances.ready().size();
            link.state().instancesChanged(announcement);
        }

        @Override
        public void refused(LinkMessage.InstancesRefused refusal) {
            link.state().refused(refusal);
        }

        void report(VirtualNode node) {
            boolean isReady = instances.ready().contains(node.id());
            tally.made.increment();
            link.state().measured(node.id(), node.sample(isReady ? load.perNode() : 0, isReady));
        }
    }

    /** An agent reads all its nodes at the same moment; each agent has one of its own. */
    private long nextGridPoint() {
        long interval = around.interval().toNanos();
        long now = around.clocks().nanos();
        return now + interval - Math.floorMod(now - phase, interval);
    }

    /** @param limit most instances that may run here */
    synchronized void host(ServiceLoad load, int initial, int limit) {
        hosted.put(load.name(), new Hosted(load, initial, limit));
    }

    /** Its instances run from now on; it looks for a member at {@code connectNanos}. */
    synchronized void start(long connectNanos) {
        connectAt = connectNanos;
        hosted.values().forEach(each -> each.instances.begin(now()));
    }

    /** Does what is due. */
    synchronized void tick() {
        long nanos = around.clocks().nanos();
        if (!started) {
            if (nanos < connectAt) {
                return;
            }
            started = true;
            link.start();
        }
        if (nanos >= nextTick) {
            nextTick = nanos + TICK_NANOS;
            for (Hosted each : hosted.values()) {
                each.instances.tick(now());
                each.up.values().forEach(VirtualNode::tick);
            }
            link.tick();
        }
        if (!silent) {
            reportWhatIsDue(nanos);
        }
        link.pump();
    }

    private void reportWhatIsDue(long nanos) {
        long interval = around.interval().toNanos();
        for (Hosted each : hosted.values()) {
            for (VirtualNode node : each.up.values()) {
                if (node.isDue(nanos, interval)) {
                    each.report(node);
                }
            }
        }
    }

    /** All nodes of a service report now. */
    synchronized void report(ServiceName service) {
        Hosted here = hosted.get(service);
        if (here != null && started && !silent) {
            here.up.values().forEach(here::report);
            link.pump();
        }
    }

    synchronized int nodes() {
        return hosted.values().stream().mapToInt(each -> each.up.size()).sum();
    }

    /** Ticks of the last acknowledged reports of all nodes that ever were here, by service and node. */
    synchronized void stored(Map<ServiceName, Map<String, List<Long>>> all) {
        nodes.values()
                .forEach(node -> all.computeIfAbsent(node.service(), any -> new TreeMap<>())
                        .put(node.id().value(), node.sent().stored()));
    }

    synchronized boolean isOpen() {
        return link.isOpen();
    }

    /** No more reports; commands are obeyed as before. */
    synchronized void fallSilent() {
        silent = true;
    }

    /** Nothing is left to say, or nobody to say it to. */
    synchronized boolean isQuiet() {
        return link.isQuiet();
    }

    /** Says good-bye for all nodes. */
    synchronized void leave() {
        for (Hosted each : hosted.values()) {
            each.up.keySet().forEach(id -> link.state().disappeared(now(), id, "the simulation ended"));
            each.up.clear();
        }
        link.pump();
    }

    synchronized void close() {
        link.close();
    }

    // ---- from the link, under the lock

    @Override
    public VirtualNode node(NodeId id) {
        return nodes.get(id);
    }

    @Override
    public void arrived(LinkMessage.SetInstances set, long nanos) {
        Hosted here = hosted.get(set.service());
        if (here == null) {
            return; // the link itself refuses it
        }
        if (set.count() > here.instances.target()) {
            here.load.grows(nanos);
        } else if (set.count() < here.instances.target()) {
            here.load.shrinks(nanos);
        }
    }

    @Override
    public void take(LinkMessage.SetInstances set) {
        hosted.get(set.service()).instances.take(now(), set);
    }

    private long now() {
        return around.clocks().steadyMillis();
    }
}
