package io.flyball.agent.link;

import io.flyball.protocol.codec.LinkCodec;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the link decides: which member to try, what to say next, what to keep until it is acknowledged.
 *
 * <pre>
 *   WAITING --tick, pause over--> CONNECTING --connected--> GREETING --Welcome--> OPEN
 *      ^------------------ lost, silent, malformed: pause with jitter, next member ---'
 * </pre>
 *
 * <p>The shell pulls: whenever the socket is free it asks {@link #next} for one message. So nothing queues up behind a
 * slow member but the buffers of unacknowledged reports, and those are bounded. No clock, no randomness, no socket in
 * here; but it is changed in place, since an hour of reports per node is not copied for each report.
 */
public final class LinkState {
    /** The member hears of a JVM's end after its last reports were acknowledged, or after this. */
    static final long HOLD_MILLIS = 5_000;

    private static final int MAX_NOTICES = 256;
    private static final int MAX_RETIRED = 1_024;
    private static final long STABLE_MILLIS = 10_000;
    private static final long WARN_EVERY_MILLIS = 60_000;

    /** Where the link stands. */
    public enum Phase {
        WAITING,
        CONNECTING,
        GREETING,
        OPEN
    }

    /** What the shell must do. */
    public sealed interface Effect {}

    /** Open a socket; answer with connected or lost. */
    public record Connect(URI address) implements Effect {}

    /** Give up the present socket at once. */
    public record Disconnect(String reason, long pauseMillis) implements Effect {}

    public record Ping() implements Effect {}

    public record ToNode(NodeId node, LinkMessage.ToAgent message) implements Effect {}

    public record ToSupervisor(LinkMessage.SetInstances command) implements Effect {}

    public record Opened(String member) implements Effect {}

    public record Warn(String text) implements Effect {}

    private final LinkSettings settings;
    private final String bootId;
    private final Map<NodeId, Outlet> outlets = new LinkedHashMap<>();
    private final Map<Integer, Outlet> slots = new HashMap<>();
    private final Map<NodeId, Long> retired = new LinkedHashMap<>();
    private final Map<ServiceName, LinkMessage.Instances> instances = new LinkedHashMap<>();
    private final Map<ServiceName, LinkMessage.Instances> instancesToSend = new LinkedHashMap<>();
    private final Deque<Notice> notices = new ArrayDeque<>();

    private Phase phase = Phase.WAITING;
    private Retry retry;
    private int server;
    private int nextSlot;
    private boolean greeted;
    private long phaseSince;
    private long pauseMillis;
    private long heardAt;
    private long waitingSince;
    private long sentAt;
    private long bytes;
    private long dropped;
    private long droppedSinceWarning;
    private long warnedAt = Long.MIN_VALUE / 2;

    /** Something to say once. With {@code outlet} null the message is complete, else it needs that node's slot. */
    private record Notice(Outlet outlet, LinkMessage.ToMember message) {}

    /** @param firstServer index of the member to try first: agents that share a list should not share this */
    public LinkState(LinkSettings settings, String bootId, int firstServer) {
        this.settings = settings;
        this.bootId = bootId;
        this.server = Math.floorMod(firstServer, settings.servers().size());
        this.retry = new Retry(settings.timing().retryFirst(), settings.timing().retryMax(), 0);
    }

    // ---- the life of the socket

    public List<Effect> start(long now) {
        return connect(now);
    }

    public void connected(long now) {
        enter(Phase.GREETING, now);
        greeted = false;
        heardAt = now;
        sentAt = now;
    }

    /** The socket is gone or must go: {@code reason} in words, {@code jitter} in [0, 1). */
    public List<Effect> lost(long now, String reason, double jitter) {
        if (phase == Phase.OPEN && now - phaseSince >= STABLE_MILLIS) {
            retry = retry.succeeded();
        }
        pauseMillis = retry.pauseMillis(jitter);
        retry = retry.failed();
        server = (server + 1) % settings.servers().size();
        enter(Phase.WAITING, now);
        slots.clear();
        nextSlot = 0;
        outlets.values().forEach(Outlet::reset);
        notices.removeIf(
                notice -> notice.outlet() == null && !(notice.message() instanceof LinkMessage.InstancesRefused));
        instancesToSend.putAll(instances);
        return List.of(new Disconnect(reason, pauseMillis));
    }

    public List<Effect> tick(long now, double jitter) {
        List<Effect> effects = new ArrayList<>(warnings(now));
        if (phase == Phase.WAITING) {
            if (now - phaseSince >= pauseMillis) {
                effects.addAll(connect(now));
            }
            return effects;
        }
        Optional<String> dead = deathOf(now);
        if (dead.isPresent()) {
            effects.addAll(lost(now, dead.get(), jitter));
        } else if (phase == Phase.OPEN
                && now - sentAt >= settings.timing().keepAlive().toMillis()) {
            sentAt = now;
            effects.add(new Ping());
        }
        return effects;
    }

    private Optional<String> deathOf(long now) {
        LinkSettings.Timing timing = settings.timing();
        if (phase != Phase.OPEN) {
            return now - phaseSince > timing.connect().toMillis()
                    ? Optional.of((phase == Phase.GREETING ? "no welcome" : "no connection") + " within "
                            + timing.connect().toMillis() + " ms")
                    : Optional.empty();
        }
        long silence = timing.silence().toMillis();
        if (inFlight() > 0 && now - waitingSince > silence) {
            return Optional.of(inFlight() + " reports without an answer for " + silence + " ms");
        }
        return now - heardAt > silence + timing.keepAlive().toMillis()
                ? Optional.of("no sign of life for " + (now - heardAt) + " ms")
                : Optional.empty();
    }

    private List<Effect> connect(long now) {
        enter(Phase.CONNECTING, now);
        return List.of(new Connect(LinkSettings.linkAddress(settings.servers().get(server))));
    }

    private void enter(Phase next, long now) {
        phase = next;
        phaseSince = now;
    }

    /** Any sign of life that is not a message, i.e. a pong. */
    public void heard(long now) {
        heardAt = now;
    }

    // ---- from the member

    /** @param waitedMillis how long the message waited on this side; taken off its time to live */
    public List<Effect> received(long now, LinkMessage message, long waitedMillis, double jitter) {
        heardAt = now;
        waitingSince = now;
        if (phase == Phase.GREETING && greeted && message instanceof LinkMessage.Welcome welcome) {
            return welcomed(now, welcome, jitter);
        }
        if (phase == Phase.OPEN && message instanceof LinkMessage.ToAgent forAgent) {
            return routed(now, forAgent, waitedMillis, jitter);
        }
        return lost(now, "protocol: " + message.getClass().getSimpleName() + " while " + phase, jitter);
    }

    private List<Effect> welcomed(long now, LinkMessage.Welcome welcome, double jitter) {
        if (welcome.version() < 1) {
            return lost(now, "protocol: version = " + welcome.version() + ": must be 1 or more", jitter);
        }
        enter(Phase.OPEN, now);
        instancesToSend.putAll(instances);
        return List.of(new Opened(welcome.member()));
    }

    private List<Effect> routed(long now, LinkMessage.ToAgent message, long waited, double jitter) {
        if (message instanceof LinkMessage.Ack ack) {
            return acknowledged(now, ack, jitter);
        }
        if (message instanceof LinkMessage.Command command) {
            return toNode(command.slot(), LinkRouting.aged(command, waited), LinkRouting.unknown(command));
        }
        if (message instanceof LinkMessage.Settle settle) {
            return toNode(settle.slot(), settle, LinkRouting.unknown(settle));
        }
        if (message instanceof LinkMessage.SetInstances set) {
            if (instances.containsKey(set.service())) {
                return List.of(new ToSupervisor(LinkRouting.aged(set, waited)));
            }
            notify(new Notice(null, LinkRouting.unknown(set)));
        }
        return List.of(); // a repeated Welcome
    }

    private List<Effect> toNode(int slot, LinkMessage.ToAgent message, LinkMessage.CommandResult refusal) {
        Outlet outlet = slots.get(slot);
        if (outlet != null && outlet.phase() == Outlet.Phase.UP) {
            return List.of(new ToNode(outlet.node(), message));
        }
        notify(new Notice(null, refusal));
        return List.of();
    }

    private List<Effect> acknowledged(long now, LinkMessage.Ack ack, double jitter) {
        Outlet outlet = slots.get(ack.slot());
        if (outlet == null) {
            return List.of();
        }
        bytes -= outlet.reports().bytes();
        boolean known = outlet.reports().acknowledge(ack.seq());
        bytes += outlet.reports().bytes();
        removeIfDone(outlet);
        return known
                ? List.of()
                : lost(now, "protocol: ack of " + outlet.node() + " #" + ack.seq() + ", which was never sent", jitter);
    }

    // ---- from the agent

    public void appeared(Outlet.Description description) {
        NodeId node = description.node();
        Outlet outlet = outlets.get(node);
        if (outlet == null) {
            Long lastSeq = retired.remove(node);
            outlets.put(node, new Outlet(description, lastSeq == null ? 0 : lastSeq));
            return;
        }
        if (outlet.phase() != Outlet.Phase.UP) {
            if (outlet.phase() == Outlet.Phase.LEAVING && outlet.slot() != Outlet.NO_SLOT) {
                notify(new Notice(null, outlet.retire()));
            }
            outlet.reset();
        }
        outlet.describe(description);
    }

    public void disappeared(long now, NodeId node, String reason) {
        Outlet outlet = outlets.get(node);
        if (outlet != null && outlet.phase() == Outlet.Phase.UP) {
            outlet.leave(now, reason);
            forgetOldestLeft();
        }
    }

    /** A report of a node that was not announced is lost: its monitor speaks first. */
    public void measured(NodeId node, Sample sample) {
        Outlet outlet = outlets.get(node);
        if (outlet == null || outlet.phase() != Outlet.Phase.UP) {
            return;
        }
        bytes -= outlet.reports().bytes();
        outlet.add(sample);
        bytes += outlet.reports().bytes();
        if (outlet.reports().size() > settings.bounds().reportsPerNode()) {
            drop(outlet);
        }
        while (bytes > settings.bounds().bytes()) {
            drop(largest());
        }
    }

    public void answered(NodeId node, LinkMessage.CommandResult result) {
        Outlet outlet = outlets.get(node);
        if (outlet != null) {
            outlet.inForce(result.inForce());
            notify(new Notice(outlet, result));
        }
    }

    public void instancesChanged(LinkMessage.Instances changed) {
        instances.put(changed.service(), changed);
        instancesToSend.put(changed.service(), changed);
    }

    public void refused(LinkMessage.InstancesRefused refusal) {
        notify(new Notice(null, refusal));
    }

    private void notify(Notice notice) {
        if (notices.size() == MAX_NOTICES) {
            notices.removeFirst(); // its command is repeated by the planner, and then answered again
        }
        notices.addLast(notice);
    }

    // ---- to the member

    /** The next message for the socket, if there is one that may be sent now. */
    public Optional<LinkMessage.ToMember> next(long now) {
        Optional<LinkMessage.ToMember> next = choose(now);
        if (next.isPresent()) {
            sentAt = now;
        }
        return next;
    }

    private Optional<LinkMessage.ToMember> choose(long now) {
        if (phase == Phase.GREETING && !greeted) {
            greeted = true;
            return Optional.of(new LinkMessage.Hello(LinkCodec.VERSION, settings.agent(), bootId));
        }
        if (phase != Phase.OPEN) {
            return Optional.empty();
        }
        return nodeUp().or(this::nextInstances)
                .or(this::nextNotice)
                .or(() -> report(now))
                .or(() -> nodeDown(now));
    }

    private Optional<LinkMessage.ToMember> nodeUp() {
        for (Outlet outlet : outlets.values()) {
            if (outlet.mustAnnounce()) {
                if (outlet.slot() != Outlet.NO_SLOT) {
                    return Optional.of(outlet.announce(outlet.slot()));
                }
                slots.put(nextSlot, outlet);
                return Optional.of(outlet.announce(nextSlot++));
            }
        }
        return Optional.empty();
    }

    private Optional<LinkMessage.ToMember> nextInstances() {
        var each = instancesToSend.values().iterator();
        if (!each.hasNext()) {
            return Optional.empty();
        }
        LinkMessage.Instances changed = each.next();
        each.remove();
        return Optional.of(changed);
    }

    private Optional<LinkMessage.ToMember> nextNotice() {
        for (Notice notice = notices.pollFirst(); notice != null; notice = notices.pollFirst()) {
            if (notice.outlet() == null) {
                return Optional.of(notice.message());
            }
            if (notice.outlet().slot() != Outlet.NO_SLOT
                    && notice.message() instanceof LinkMessage.CommandResult result) {
                return Optional.of(LinkRouting.at(notice.outlet().slot(), result));
            }
        }
        return Optional.empty();
    }

    /** One report of each node in turn, so that the backlog of one does not keep the others silent. */
    private Optional<LinkMessage.ToMember> report(long now) {
        int inFlight = inFlight();
        if (inFlight >= settings.bounds().window()) {
            return Optional.empty();
        }
        for (Outlet outlet : outlets.values()) {
            if (outlet.maySend()) {
                if (inFlight == 0) {
                    waitingSince = now;
                }
                LinkMessage.Report report = outlet.reports().send().at(outlet.slot());
                outlets.remove(outlet.node());
                outlets.put(outlet.node(), outlet);
                return Optional.of(report);
            }
        }
        return Optional.empty();
    }

    private Optional<LinkMessage.ToMember> nodeDown(long now) {
        for (Outlet outlet : outlets.values()) {
            if (outlet.mayRetire(now, HOLD_MILLIS)) {
                LinkMessage.NodeDown down = outlet.retire();
                removeIfDone(outlet);
                return Optional.of(down);
            }
        }
        return Optional.empty();
    }

    // ---- bounds

    private void removeIfDone(Outlet outlet) {
        if (outlet.phase() == Outlet.Phase.DOWN && outlet.reports().size() == 0) {
            forget(outlet);
        }
    }

    private void forget(Outlet outlet) {
        bytes -= outlet.reports().bytes();
        outlets.remove(outlet.node());
        slots.values().removeIf(outlet::equals);
        retired.put(outlet.node(), outlet.reports().lastSeq());
        if (retired.size() > MAX_RETIRED) {
            retired.remove(retired.keySet().iterator().next());
        }
    }

    private void forgetOldestLeft() {
        List<Outlet> left = outlets.values().stream()
                .filter(outlet -> outlet.phase() != Outlet.Phase.UP)
                .toList();
        if (left.size() > MAX_RETIRED) {
            forget(left.get(0));
        }
    }

    private void drop(Outlet outlet) {
        bytes -= outlet.reports().bytes();
        outlet.reports().dropOldest();
        bytes += outlet.reports().bytes();
        dropped++;
        droppedSinceWarning++;
    }

    private Outlet largest() {
        Outlet largest = null;
        for (Outlet outlet : outlets.values()) {
            if (largest == null || outlet.reports().bytes() > largest.reports().bytes()) {
                largest = outlet;
            }
        }
        return largest;
    }

    private List<Effect> warnings(long now) {
        if (droppedSinceWarning == 0 || now - warnedAt < WARN_EVERY_MILLIS) {
            return List.of();
        }
        Warn warning =
                new Warn("dropped the " + droppedSinceWarning + " oldest reports: no member acknowledged them and"
                        + " the buffer is full (" + dropped + " since the agent started)");
        warnedAt = now;
        droppedSinceWarning = 0;
        return List.of(warning);
    }

    // ---- what tests and logs see

    int inFlight() {
        int count = 0;
        for (Outlet outlet : outlets.values()) {
            count += outlet.inFlight();
        }
        return count;
    }

    public int buffered() {
        return outlets.values().stream()
                .mapToInt(outlet -> outlet.reports().size())
                .sum();
    }

    long bufferedBytes() {
        return bytes;
    }

    public long dropped() {
        return dropped;
    }

    public Phase phase() {
        return phase;
    }

    String target() {
        return settings.servers().get(server).toString();
    }
}
