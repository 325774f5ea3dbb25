package io.flyball.simulator.fleet;

import io.flyball.agent.instances.InstanceTemplate;
import io.flyball.agent.link.LinkSettings;
import io.flyball.agent.link.LinkState;
import io.flyball.protocol.codec.LinkCodec;
import io.flyball.protocol.codec.MalformedFrameException;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * An agent without a host: virtual nodes of some services on one link. What is said when, what is kept until it is
 * acknowledged and which member is tried next is decided by the agent's own {@link LinkState}. Thread-safe.
 */
final class VirtualAgent {
    /** Of instances and links; reports are looked at more often. */
    private static final long TICK_NANOS = 250_000_000;

    private static final long INITIAL_THREADS = 32;
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
    private final LinkState link;
    private final Map<ServiceName, Hosted> hosted = new LinkedHashMap<>();
    private final Map<NodeId, VirtualNode> nodes = new HashMap<>();
    private final Map<Integer, VirtualNode> slots = new HashMap<>();
    private LinkSocket socket;
    private int socketNumber;
    private long nextTick;
    private long droppedBefore;
    private boolean silent;

    VirtualAgent(int number, LinkSettings settings, long seed, Surroundings around) {
        this.number = number;
        this.around = around;
        this.tally = around.tally();
        this.random = new SplittableRandom(seed);
        this.link = new LinkState(
                settings,
                settings.agent() + "-" + Long.toHexString(around.clocks().millis()),
                number);
    }

    /** Instances of one service here. */
    private final class Hosted implements VirtualInstances.Events {
        private final ServiceLoad load;
        private final VirtualInstances instances;
        private final Map<NodeId, VirtualNode> up = new LinkedHashMap<>();
        private int ready;

        Hosted(ServiceLoad load, int initial, int limit) {
            this.load = load;
            InstanceTemplate template =
                    VirtualInstances.template(load.name(), number, around.startTime(), initial, limit);
            this.instances = new VirtualInstances(template, around.startTime().toMillis(), tally, this);
        }

        @Override
        public void appeared(NodeId id) {
            VirtualNode node = nodes.computeIfAbsent(id, any -> create(id));
            node.start();
            node.schedule(
                    around.clocks().nanos(), random.nextLong(around.interval().toNanos()));
            up.put(id, node);
            link.appeared(node.description());
        }

        private VirtualNode create(NodeId id) {
            return new VirtualNode(
                    id,
                    load.name(),
                    load.kind() == ServiceLoad.Kind.TUNED ? TOO_FEW_THREADS : INITIAL_THREADS,
                    random.nextLong(),
                    tally,
                    around.clocks()::steadyMillis,
                    result -> link.answered(id, result));
        }

        @Override
        public void disappeared(NodeId id) {
            up.remove(id);
            link.disappeared(now(), id, "exit code 143");
        }

        @Override
        public void announced(LinkMessage.Instances announcement) {
            int readyNow = instances == null ? 0 : instances.ready().size();
            load.readyChanged(readyNow - ready);
            ready = readyNow;
            link.instancesChanged(announcement);
        }

        @Override
        public void refused(LinkMessage.InstancesRefused refusal) {
            link.refused(refusal);
        }

        void report(VirtualNode node) {
            boolean isReady = instances.ready().contains(node.id());
            tally.made.increment();
            link.measured(node.id(), node.sample(around.clocks().millis(), isReady ? load.perNode() : 0, isReady));
        }
    }

    synchronized void host(ServiceLoad load, int initial, int limit) {
        hosted.put(load.name(), new Hosted(load, initial, limit));
    }

    synchronized void start() {
        hosted.values().forEach(each -> each.instances.begin(now()));
        run(link.start(now()));
    }

    /** Does what is due. */
    synchronized void tick() {
        long nanos = around.clocks().nanos();
        if (nanos >= nextTick) {
            nextTick = nanos + TICK_NANOS;
            for (Hosted each : hosted.values()) {
                each.instances.tick(now());
                each.up.values().forEach(VirtualNode::tick);
            }
            run(link.tick(now(), chance()));
        }
        long interval = around.interval().toNanos();
        for (Hosted each : hosted.values()) {
            for (VirtualNode node : each.up.values()) {
                if (!silent && node.isDue(nanos, interval)) {
                    each.report(node);
                }
            }
        }
        tally.dropped.add(link.dropped() - droppedBefore);
        droppedBefore = link.dropped();
        pump();
    }

    /** All nodes of a service report now. */
    synchronized void report(ServiceName service) {
        Hosted here = hosted.get(service);
        if (here != null) {
            here.up.values().forEach(here::report);
            pump();
        }
    }

    synchronized int nodes() {
        return hosted.values().stream().mapToInt(each -> each.up.size()).sum();
    }

    synchronized boolean isOpen() {
        return link.phase() == LinkState.Phase.OPEN;
    }

    /** Reports that the agent still has. */
    synchronized int buffered() {
        return link.buffered();
    }

    /** Cuts the connection, as a broken network would. */
    synchronized void cut() {
        if (socket != null) {
            broken("cut");
        }
    }

    /** No more reports; commands are obeyed as before. */
    synchronized void fallSilent() {
        silent = true;
    }

    /** Nothing is left to say, or nobody to say it to. */
    synchronized boolean isQuiet() {
        pump();
        return socket == null || socket.isIdle();
    }

    /** Says good-bye for all nodes. */
    synchronized void leave() {
        for (Hosted each : hosted.values()) {
            each.up.keySet().forEach(id -> link.disappeared(now(), id, "the simulation ended"));
            each.up.clear();
        }
        pump();
    }

    synchronized void close() {
        socketNumber++;
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    // ---- the socket

    private void connect(URI address) {
        int mine = ++socketNumber;
        LinkSocket.open(around.http(), address, around.token(), eventsOf(mine))
                .whenComplete((opened, failure) -> opened(mine, opened, failure));
    }

    private synchronized void opened(int mine, LinkSocket opened, Throwable failure) {
        if (mine != socketNumber) {
            if (opened != null) {
                opened.close();
            }
        } else if (failure != null) {
            tally.failedAttempts.increment();
            run(link.lost(now(), String.valueOf(failure.getMessage()), chance()));
        } else {
            socket = opened;
            link.connected(now());
            pump();
        }
    }

    private LinkSocket.Events eventsOf(int mine) {
        return new LinkSocket.Events() {
            @Override
            public void frame(byte[] frame) {
                received(mine, frame, around.clocks().nanos());
            }

            @Override
            public void heard() {
                VirtualAgent.this.heard(mine);
            }

            @Override
            public void drained() {
                VirtualAgent.this.drained(mine);
            }

            @Override
            public void ended(String reason) {
                VirtualAgent.this.ended(mine, reason);
            }
        };
    }

    private synchronized void heard(int mine) {
        if (mine == socketNumber) {
            link.heard(now());
        }
    }

    private synchronized void drained(int mine) {
        if (mine == socketNumber) {
            pump();
        }
    }

    private synchronized void ended(int mine, String reason) {
        if (mine == socketNumber) {
            broken(reason);
        }
    }

    private void broken(String reason) {
        if (link.phase() == LinkState.Phase.OPEN) {
            tally.brokenLinks.increment();
        }
        run(link.lost(now(), reason, chance()));
    }

    /** @param arrived nanoseconds, before this agent was free to look at it */
    private synchronized void received(int mine, byte[] frame, long arrived) {
        if (mine != socketNumber) {
            return;
        }
        try {
            LinkMessage message = LinkCodec.decode(frame);
            if (message instanceof LinkMessage.Ack ack && slots.containsKey(ack.slot())) {
                slots.get(ack.slot()).sent().acknowledged(ack.seq(), arrived);
            } else if (message instanceof LinkMessage.SetInstances set && hosted.containsKey(set.service())) {
                noteCount(hosted.get(set.service()), set, arrived);
            }
            run(link.received(now(), message, 0, chance()));
        } catch (MalformedFrameException e) {
            broken("malformed frame: " + e.getMessage());
        }
    }

    private static void noteCount(Hosted here, LinkMessage.SetInstances set, long arrived) {
        int target = here.instances.target();
        if (set.count() > target) {
            here.load.grows(arrived);
        } else if (set.count() < target) {
            here.load.shrinks(arrived);
        }
    }

    private void run(List<LinkState.Effect> effects) {
        for (LinkState.Effect effect : effects) {
            carryOut(effect);
        }
        pump();
    }

    private void carryOut(LinkState.Effect effect) {
        if (effect instanceof LinkState.Connect connect) {
            connect(connect.address());
        } else if (effect instanceof LinkState.Disconnect) {
            close();
            slots.clear();
        } else if (effect instanceof LinkState.Ping && socket != null) {
            socket.ping();
        } else if (effect instanceof LinkState.ToNode toNode) {
            VirtualNode node = nodes.get(toNode.node());
            if (toNode.message() instanceof LinkMessage.Command command) {
                node.command(command);
            } else if (toNode.message() instanceof LinkMessage.Settle settle) {
                node.settle(settle);
            }
        } else if (effect instanceof LinkState.ToSupervisor set) {
            hosted.get(set.command().service()).instances.take(now(), set.command());
        } // Opened and Warn are for a log
    }

    /** One frame after the other, as the agent's own shell does: nothing queues up in the socket. */
    private void pump() {
        while (socket != null && socket.isIdle()) {
            Optional<LinkMessage.ToMember> next = link.next(now());
            if (next.isEmpty()) {
                return;
            }
            if (next.get() instanceof LinkMessage.NodeUp up) {
                slots.put(up.slot(), nodes.get(up.node()));
            } else if (next.get() instanceof LinkMessage.Report report) {
                slots.get(report.slot())
                        .sent()
                        .sent(report.seq(), around.clocks().nanos());
            }
            socket.send(next.get());
        }
    }

    private long now() {
        return around.clocks().steadyMillis();
    }

    private double chance() {
        return random.nextDouble();
    }
}
