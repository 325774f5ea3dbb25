package io.flyball.simulator.plane.agent;

import io.flyball.agent.instances.InstanceTemplate;
import io.flyball.agent.instances.InstancesState;
import io.flyball.agent.link.LinkSettings;
import io.flyball.agent.link.LinkState;
import io.flyball.protocol.codec.LinkCodec;
import io.flyball.protocol.codec.MalformedFrameException;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.plane.world.Chance;
import io.flyball.simulator.plane.world.Disk;
import io.flyball.simulator.plane.world.Host;
import io.flyball.simulator.plane.world.Link;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One agent: shell of {@link LinkState}, and of what it connects. Its disk and its processes outlive it. */
public final class SimAgent {
    private static final long SECOND = 1_000;
    /** Chance that the system writes its cache back in a second. */
    private static final double FLUSHES = 0.05;

    private final AgentShape shape;
    private final Scene scene;
    private final Host host;
    private final Disk disk = new Disk();
    private final Processes processes;
    private final Sensor sensor;
    private final LinkSettings settings;
    private final Chance chance;
    private final Map<Long, NodeShell> nodes = new TreeMap<>();
    private final Map<ServiceName, Supervisor> supervisors =
            new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
    private LinkState link;
    private Link socket;
    private int number;

    public SimAgent(AgentShape shape, Scene scene, Host host, Chance chance) {
        this.shape = shape;
        this.scene = scene;
        this.host = host;
        this.chance = chance;
        this.processes = new Processes(chance, 1_000L * (host.number() + 1));
        this.sensor = new Sensor(chance);
        List<URI> servers = IntStream.range(0, shape.members())
                .mapToObj(member -> URI.create("http://m:" + (member + 1)))
                .toList();
        this.settings = new LinkSettings(
                shape.name(),
                servers,
                Optional.empty(),
                new LinkSettings.Bounds(256, 720, 8 << 20),
                new LinkSettings.Timing(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(10),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(5)));
        host.onCrash(this::crashed);
    }

    public Host host() {
        return host;
    }

    public Disk disk() {
        return disk;
    }

    public Processes processes() {
        return processes;
    }

    public Sensor sensor() {
        return sensor;
    }

    /** Reports that no member acknowledged yet. */
    public int buffered() {
        return link == null ? 0 : link.buffered();
    }

    /** Nodes with values that are not validated, or on their way back. */
    public List<NodeId> unsettled() {
        return nodes.values().stream()
                .filter(node -> !node.isSettled())
                .map(node -> node.jvm().node())
                .toList();
    }

    /** What the supervisor of a service wants and has. */
    public Optional<InstancesState> instances(ServiceName service) {
        return Optional.ofNullable(supervisors.get(service)).map(Supervisor::state);
    }

    // ---- life

    /** The process starts. */
    public void boot() {
        host.boot();
        host.after(0, this::start);
    }

    private void start() {
        scene.log().note(host.name(), "starts");
        number++;
        link = new LinkState(settings, "boot" + host.life(), chance.below(shape.members()));
        for (InstanceTemplate template : shape.templates()) {
            supervisors.put(template.service(), new Supervisor(template, shape, scene, host, disk, processes, link));
        }
        run(link.start(host.mono()));
        host.after(chance.between(1, SECOND), this::second);
    }

    /** The machine loses power: processes, and what was not synced, are gone. */
    public void powerCut() {
        host.crash();
        processes.endAll();
        disk.powerCut();
        scene.log().note(host.name(), "power cut");
    }

    private void crashed() {
        scene.log().note(host.name(), "ends");
        disk.crashIn(0);
        nodes.clear();
        supervisors.clear();
        if (socket != null) {
            socket.closeByAgent();
            socket = null;
        }
    }

    private void second() {
        host.after(SECOND, this::second);
        if (chance.of(FLUSHES)) {
            disk.flush();
        }
        for (SimJvm ended : processes.due(scene.time().now())) {
            supervisors.get(ended.service()).exited(ended);
        }
        nodes.values().removeIf(node -> {
            boolean gone = !node.jvm().isAlive();
            if (gone) {
                node.exited();
            }
            return gone;
        });
        supervisors.values().forEach(Supervisor::tick);
        for (SimJvm jvm : processes.alive()) {
            nodes.computeIfAbsent(
                    jvm.pid(), pid -> new NodeShell(jvm, shape, scene, host, disk, sensor, link, this::pump));
        }
        nodes.values().forEach(NodeShell::second);
        run(link.tick(host.mono(), chance.unit()));
    }

    // ---- socket

    private void run(List<LinkState.Effect> effects) {
        effects.forEach(this::run);
        pump();
    }

    private void run(LinkState.Effect effect) {
        if (effect instanceof LinkState.Connect connect) {
            connect(connect.address().getPort() - 1);
        } else if (effect instanceof LinkState.Disconnect gone) {
            disconnect(gone);
        } else if (effect instanceof LinkState.Ping && socket != null) {
            socket.ping();
        } else if (effect instanceof LinkState.ToNode toNode) {
            nodes.values().stream()
                    .filter(node -> node.jvm().node().equals(toNode.node()))
                    .forEach(node -> node.obey(toNode.message()));
        } else if (effect instanceof LinkState.ToSupervisor set) {
            supervisors.get(set.command().service()).set(set.command());
        } else if (effect instanceof LinkState.Opened opened) {
            scene.log().note(host.name(), "linked to " + opened.member());
        }
    }

    private void connect(int member) {
        int mine = ++number;
        Door door = scene.members().door(member);
        if (!scene.network().areConnected(host, door.host())) {
            return; // the connect timeout tells
        }
        host.after(chance.between(2, 30), () -> {
            if (mine != number) {
                return;
            }
            if (!door.host().isUp()) {
                run(link.lost(host.mono(), "connection refused", chance.unit()));
                return;
            }
            socket = scene.network().connect(host, door.host());
            socket.ends(new Socket(mine), door.accept(socket));
            link.connected(host.mono());
            pump();
        });
    }

    private void disconnect(LinkState.Disconnect gone) {
        number++;
        scene.log().note(host.name(), "link is down: " + gone.reason());
        if (gone.reason().startsWith("protocol") || gone.reason().startsWith("malformed")) {
            scene.checks().broken(host.name(), gone.reason());
        }
        if (socket != null) {
            socket.closeByAgent();
            socket = null;
        }
    }

    private final class Socket implements Link.End {
        private final int mine;

        Socket(int mine) {
            this.mine = mine;
        }

        @Override
        public void frame(byte[] bytes) {
            if (mine == number) {
                LinkMessage message = decode(bytes);
                run(link.received(host.mono(), message, 0, chance.unit()));
            }
        }

        @Override
        public void pong() {
            if (mine == number) {
                link.heard(host.mono());
            }
        }

        @Override
        public void closed() {
            if (mine == number) {
                run(link.lost(host.mono(), "closed by the member", chance.unit()));
            }
        }
    }

    private static LinkMessage decode(byte[] bytes) {
        try {
            return LinkCodec.decode(bytes);
        } catch (MalformedFrameException e) {
            throw new IllegalStateException(e);
        }
    }

    private void pump() {
        while (socket != null && socket.hasRoomUp()) {
            Optional<LinkMessage.ToMember> next = link.next(host.mono());
            if (next.isEmpty()) {
                return;
            }
            socket.fromAgent(LinkCodec.encode(next.get()));
        }
    }

    /** Breaks the socket, as a router does that forgets it. */
    public List<String> cutSocket() {
        List<String> what = new ArrayList<>();
        if (socket != null) {
            socket.closeByMember();
            what.add("socket of " + host.name());
        }
        return what;
    }
}
