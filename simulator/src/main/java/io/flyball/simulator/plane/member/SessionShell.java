package io.flyball.simulator.plane.member;

import io.flyball.planner.session.Acks;
import io.flyball.planner.session.SessionEffect;
import io.flyball.planner.session.SessionEffect.Store;
import io.flyball.planner.session.SessionSettings;
import io.flyball.planner.session.SessionState;
import io.flyball.planner.session.Slot;
import io.flyball.protocol.codec.LinkCodec;
import io.flyball.protocol.codec.MalformedFrameException;
import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.Ack;
import io.flyball.protocol.message.LinkMessage.Command;
import io.flyball.protocol.message.LinkMessage.Instances;
import io.flyball.protocol.message.LinkMessage.Settle;
import io.flyball.protocol.message.LinkMessage.Welcome;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.plane.world.Link;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shell of {@link SessionState}: the member's end of one link, as the session actor is. */
final class SessionShell implements Link.End {
    private static final SessionSettings SETTINGS = SessionSettings.DEFAULT;
    private static final int MOST_UNSEEN = 4;
    private static final long SEEN_WITHIN = 5_000;

    private final SimMember member;
    private final MemberScene scene;
    private final Link link;
    private final Acks acks = new Acks();
    private final Map<ServiceName, List<Store>> gathered = new TreeMap<>();
    private final Map<ServiceName, Deque<Long>> unseen = new TreeMap<>();
    private final Deque<byte[]> unread = new ArrayDeque<>();
    private SessionState state = SessionState.NEW;
    private boolean open = true;
    private int inFlight;
    private long openedAt;
    private long heardAt;
    private long introducedAt;

    SessionShell(SimMember member, MemberScene scene, Link link) {
        this.member = member;
        this.scene = scene;
        this.link = link;
        openedAt = member.host().mono();
        heardAt = openedAt;
        introducedAt = openedAt;
    }

    SimMember member() {
        return member;
    }

    boolean isOpen() {
        return open;
    }

    // ---- socket

    @Override
    public void frame(byte[] bytes) {
        unread.addLast(bytes);
        read();
    }

    private void read() {
        while (open && !unread.isEmpty() && inFlight < SETTINGS.appendsInFlight()) {
            heardAt = member.host().mono();
            try {
                take((LinkMessage.ToMember) LinkCodec.decode(unread.pollFirst()));
            } catch (MalformedFrameException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void pong() {
        throw new IllegalStateException("members do not ping");
    }

    @Override
    public void closed() {
        end("closed by the agent");
    }

    void end(String reason) {
        if (open) {
            open = false;
            member.sessionEnded(this);
            link.closeByMember();
            scene.log().note(member.name(), "session of " + agent() + " ends: " + reason);
        }
    }

    /** Once a second. */
    void second() {
        long now = member.host().mono();
        if (state.agent().isEmpty() && now - openedAt > SETTINGS.helloWithin().toMillis()) {
            end("no Hello");
        } else if (!state.slots().isEmpty()
                && now - heardAt > SETTINGS.silence().toMillis()) {
            end("silent");
        } else if (now - introducedAt >= SETTINGS.reintroduce().toMillis()) {
            introducedAt = now;
            new TreeMap<>(state.instances()).values().forEach(this::runs);
        }
    }

    private void send(LinkMessage.ToAgent message) {
        if (open && !link.fromMember(LinkCodec.encode(message))) {
            end("the agent reads too slowly");
        }
    }

    // ---- frames

    private void take(LinkMessage.ToMember message) {
        var step = state.on(message, LinkCodec.VERSION, member.host().wall(), SETTINGS.clockTolerance());
        state = step.next();
        step.effects().forEach(this::act);
    }

    private void act(SessionEffect effect) {
        if (effect instanceof Store store) {
            store(store);
        } else if (effect instanceof SessionEffect.Skip skip) {
            boolean fresh = acks.expect(skip.slot(), skip.life(), skip.seq());
            sendAll(fresh ? acks.skipped(skip.slot(), skip.seq()) : acks.repeated(skip.slot()));
        } else if (effect instanceof SessionEffect.Greet greet) {
            member.greeted(greet.agent(), this);
            send(new Welcome(greet.version(), member.name()));
        } else if (effect instanceof SessionEffect.Connect connect) {
            connected(connect.slot());
        } else if (effect instanceof SessionEffect.Disconnect gone) {
            member.toPlanner(gone.service(), planner -> planner.gone(gone.node(), gone.reason()));
        } else if (effect instanceof SessionEffect.Answer answer) {
            member.toPlanner(answer.service(), planner -> planner.answered(answer.node(), answer.result()));
        } else if (effect instanceof SessionEffect.Know know) {
            runs(know.instances());
        } else if (effect instanceof SessionEffect.Refuse refuse) {
            String agent = agent();
            member.toPlanner(refuse.refused().service(), planner -> planner.refused(agent, refuse.refused()));
        } else if (effect instanceof SessionEffect.End end) {
            scene.checks().broken(member.name(), "agent " + agent() + ": " + end.reason());
        }
    }

    private void connected(Slot slot) {
        String agent = agent();
        member.toPlanner(slot.up().service(), planner -> planner.connected(slot.up(), agent, this));
    }

    private void runs(Instances instances) {
        String agent = agent();
        member.toPlanner(instances.service(), planner -> planner.instances(agent, instances, this));
    }

    private String agent() {
        return state.agent().orElse("(unnamed)");
    }

    // ---- reports

    private void store(Store store) {
        if (!acks.expect(store.slot(), store.life(), store.seq())) {
            sendAll(acks.repeated(store.slot()));
            return;
        }
        if (gathered.isEmpty()) {
            member.host().after(SETTINGS.gatherFor().toMillis(), this::flush);
        }
        List<Store> reports = gathered.computeIfAbsent(store.row().service(), any -> new ArrayList<>());
        reports.add(store);
        if (reports.size() >= SETTINGS.gatherReports()) {
            gathered.remove(store.row().service());
            dispatch(store.row().service(), reports);
        }
    }

    private void flush() {
        if (open) {
            var batches = new TreeMap<>(gathered);
            gathered.clear();
            batches.forEach(this::dispatch);
        }
    }

    private void dispatch(ServiceName service, List<Store> reports) {
        inFlight++;
        append(reports, 0);
        Deque<Long> waiting = unseen.computeIfAbsent(service, any -> new ArrayDeque<>());
        long now = member.host().mono();
        waiting.removeIf(at -> now - at > SEEN_WITHIN);
        if (waiting.size() < MOST_UNSEEN) {
            waiting.addLast(now);
            List<Row> rows = reports.stream().map(Store::row).toList();
            member.toPlanner(service, planner -> planner.reports(rows, this));
        }
    }

    /** The planner took a batch. */
    void seen(ServiceName service) {
        unseen.getOrDefault(service, new ArrayDeque<>()).pollFirst();
    }

    private void append(List<Store> reports, int failures) {
        if (!open) {
            return;
        }
        List<Row> rows = reports.stream().map(Store::row).toList();
        if (scene.seams().acknowledgesAtOnce()) {
            stored(reports);
        }
        int copies = Math.min(2, scene.members().size());
        member.reports().append(rows, copies, new Reports.Told() {
            @Override
            public void stored() {
                if (open && !scene.seams().acknowledgesAtOnce()) {
                    SessionShell.this.stored(reports);
                }
            }

            @Override
            public void failed(String reason) {
                if (failures + 1 >= SETTINGS.appendAttempts()) {
                    end("cannot store reports: " + reason);
                } else {
                    member.host().after(Math.min(5_000, 100L << (failures + 1)), () -> append(reports, failures + 1));
                }
            }
        });
    }

    private void stored(List<Store> reports) {
        inFlight--;
        int required = Math.min(2, scene.members().size());
        for (Store report : reports) {
            int copies = (int) scene.members().stream()
                    .filter(other -> other.reports().has(report.row()))
                    .count();
            scene.checks()
                    .acknowledged(
                            report.row().node().value(),
                            report.row().sample().at().toEpochMilli(),
                            copies,
                            required);
        }
        sendAll(acks.stored(reports));
        read();
    }

    private void sendAll(List<Ack> messages) {
        messages.forEach(this::send);
    }

    // ---- from planners

    void toNode(NodeId node, LinkMessage.ToAgent message) {
        Integer slot = state.slotOf(node);
        if (slot != null) {
            send(withSlot(slot, message));
        }
    }

    void toAgent(LinkMessage.ToAgent message) {
        send(message);
    }

    private static LinkMessage.ToAgent withSlot(int slot, LinkMessage.ToAgent message) {
        if (message instanceof Command command) {
            return new Command(
                    slot,
                    command.token(),
                    command.revision(),
                    command.settings(),
                    command.leaseMillis(),
                    command.expiresInMillis());
        }
        Settle settle = (Settle) message;
        return new Settle(slot, settle.token(), settle.revision(), settle.ending(), settle.leaseMillis());
    }

    void introduce(NodeId node) {
        Integer number = state.slotOf(node);
        if (number != null) {
            Slot slot = state.slots().get(number);
            connected(slot);
            Instances instances = state.instances().get(slot.up().service());
            if (instances != null) {
                runs(instances);
            }
        }
    }
}
