package io.flyball.simulator.fleet;

import io.flyball.agent.link.LinkSettings;
import io.flyball.agent.link.LinkState;
import io.flyball.protocol.codec.LinkCodec;
import io.flyball.protocol.codec.MalformedFrameException;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.NodeId;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Shell of the agent's own {@link LinkState}, which decides what is said when, what is kept until it is acknowledged and
 * which member is tried next. Everything in here happens under the lock of its agent, also what the socket tells.
 */
final class VirtualLink {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** The agent, called under its lock. */
    interface Host {
        /** A node that ever was here. */
        VirtualNode node(NodeId id);

        /** A count has arrived, whether it will be taken or not. */
        void arrived(LinkMessage.SetInstances set, long nanos);

        void take(LinkMessage.SetInstances set);
    }

    private final LinkState state;
    private final Host host;
    private final VirtualAgent.Surroundings around;
    private final Tally tally;
    private final SplittableRandom random;
    private final Map<Integer, VirtualNode> slots = new HashMap<>();
    private LinkSocket socket;
    private int number;
    private long droppedBefore;

    /** @param host is also the lock */
    VirtualLink(
            LinkSettings settings,
            int firstServer,
            SplittableRandom random,
            VirtualAgent.Surroundings around,
            Host host) {
        String boot = settings.agent() + "-" + Long.toHexString(around.clocks().millis());
        this.state = new LinkState(settings, boot, firstServer);
        this.host = host;
        this.around = around;
        this.tally = around.tally();
        this.random = random;
    }

    /** For what the agent has to say; {@link #pump} afterwards. */
    LinkState state() {
        return state;
    }

    void start() {
        run(state.start(now()));
    }

    void tick() {
        run(state.tick(now(), chance()));
        tally.dropped.add(state.dropped() - droppedBefore);
        droppedBefore = state.dropped();
    }

    boolean isOpen() {
        return state.phase() == LinkState.Phase.OPEN;
    }

    /** Nothing is left to say, or nobody to say it to. */
    boolean isQuiet() {
        pump();
        return socket == null || socket.isIdle();
    }

    /** One frame after the other, as the agent's own shell does: nothing queues up in the socket. */
    void pump() {
        while (socket != null && socket.isIdle()) {
            LinkMessage.ToMember next = state.next(now()).orElse(null);
            if (next == null) {
                return;
            }
            if (next instanceof LinkMessage.NodeUp up) {
                slots.put(up.slot(), host.node(up.node()));
            } else if (next instanceof LinkMessage.Report report) {
                slots.get(report.slot())
                        .sent()
                        .sent(report.seq(), report.tickMillis(), around.clocks().nanos());
            }
            socket.send(next);
        }
    }

    void broken(String reason) {
        if (isOpen()) {
            tally.brokenLinks.increment();
        }
        run(state.lost(now(), reason, chance()));
    }

    /** The end: what the socket still says is ignored. */
    void close() {
        number++;
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    // ---- the socket

    private void connect(URI address) {
        int mine = ++number;
        LinkSocket.open(around.http(), address, around.token(), eventsOf(mine))
                .whenComplete((opened, failure) -> opened(mine, opened, failure));
    }

    private void opened(int mine, LinkSocket opened, Throwable failure) {
        synchronized (host) {
            if (mine != number) {
                if (opened != null) {
                    opened.close();
                }
            } else if (failure != null) {
                tally.failedAttempts.increment();
                run(state.lost(now(), String.valueOf(failure.getMessage()), chance()));
            } else {
                socket = opened;
                state.connected(now());
                pump();
            }
        }
    }

    private LinkSocket.Events eventsOf(int mine) {
        return new LinkSocket.Events() {
            @Override
            public void frame(byte[] frame) {
                long arrived = around.clocks().nanos();
                locked(mine, () -> received(frame, arrived));
            }

            @Override
            public void heard() {
                locked(mine, () -> state.heard(now()));
            }

            @Override
            public void drained() {
                locked(mine, VirtualLink.this::pump);
            }

            @Override
            public void ended(String reason) {
                locked(mine, () -> broken(reason));
            }
        };
    }

    /** An abandoned socket has nothing to say. */
    private void locked(int mine, Runnable event) {
        synchronized (host) {
            if (mine == number) {
                event.run();
            }
        }
    }

    /** @param arrived nanoseconds, before this agent was free to look at it */
    private void received(byte[] frame, long arrived) {
        try {
            LinkMessage message = LinkCodec.decode(frame);
            if (message instanceof LinkMessage.Ack ack && slots.containsKey(ack.slot())) {
                slots.get(ack.slot()).sent().acknowledged(ack.seq(), arrived);
            } else if (message instanceof LinkMessage.SetInstances set) {
                host.arrived(set, arrived);
            }
            long waited = (around.clocks().nanos() - arrived) / NANOS_PER_MILLI;
            run(state.received(now(), message, waited, chance()));
        } catch (MalformedFrameException e) {
            broken("malformed frame: " + e.getMessage());
        }
    }

    private void run(List<LinkState.Effect> effects) {
        effects.forEach(this::carryOut);
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
            host.node(toNode.node()).told(toNode.message());
        } else if (effect instanceof LinkState.ToSupervisor set) {
            host.take(set.command());
        } // Opened and Warn are for a log
    }

    private long now() {
        return around.clocks().steadyMillis();
    }

    private double chance() {
        return random.nextDouble();
    }
}
