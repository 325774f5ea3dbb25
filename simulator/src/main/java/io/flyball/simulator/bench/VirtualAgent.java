package io.flyball.simulator.bench;

import io.flyball.protocol.codec.LinkCodec;
import io.flyball.protocol.codec.MalformedFrameException;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.Ack;
import io.flyball.protocol.message.LinkMessage.SetInstances;
import io.flyball.protocol.message.LinkMessage.Welcome;
import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.fleet.Clocks;
import io.flyball.simulator.fleet.LinkSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An agent without a host: many virtual nodes and the instances of some services on one link. */
final class VirtualAgent implements LinkSocket.Events {
    private static final Duration WELCOME_WITHIN = Duration.ofSeconds(20);

    /** What happens on links. Called on many threads. */
    interface Events {
        /** A report was acknowledged, this long after it was sent. */
        void stored(long nanos);

        /** Reports of this agent were acknowledged by one message. */
        void freed(VirtualAgent agent, int reports);

        /** The agent was told another count; {@code service} is the number of the service. */
        void commanded(int service);
    }

    private final String name;
    private final Clocks clocks;
    private final Events events;
    private final List<VirtualNode> nodes = new ArrayList<>();
    private final Map<ServiceName, VirtualInstances> instances = new HashMap<>();
    private final CompletableFuture<Welcome> welcome = new CompletableFuture<>();
    private volatile Optional<String> ended = Optional.empty();
    private LinkSocket link;

    VirtualAgent(String name, Clocks clocks, Events events) {
        this.name = name;
        this.clocks = clocks;
        this.events = events;
    }

    /** Slot of the next node that is added. */
    int slots() {
        return nodes.size();
    }

    void add(VirtualNode node) {
        nodes.add(node);
    }

    void add(VirtualInstances started) {
        instances.put(started.service(), started);
    }

    VirtualNode node(int slot) {
        return nodes.get(slot);
    }

    /** Opens the link and announces everything; returns when all is under way. */
    void connect(HttpClient http, URI address) {
        link = LinkSocket.open(http, address, Optional.empty(), this).join();
        link.send(new LinkMessage.Hello(LinkCodec.VERSION, name, name + "-boot"));
        welcome.orTimeout(WELCOME_WITHIN.toMillis(), TimeUnit.MILLISECONDS).join();
        nodes.forEach(node -> link.send(node.up()));
        instances.values().forEach(started -> link.send(started.announce()));
    }

    /** Sends the next report of a node. @return its bytes on the wire */
    int report(VirtualNode node, double throughput) {
        synchronized (node) { // reports leave in the order of their numbers
            return link.send(node.report(clocks.millis(), clocks.nanos(), throughput));
        }
    }

    /** Why the link is over; empty while it is not. */
    Optional<String> ended() {
        return ended;
    }

    void close() {
        if (link != null) {
            link.close();
        }
    }

    @Override
    public void ended(String reason) {
        ended = ended.or(() -> Optional.of(name + ": " + reason));
        welcome.completeExceptionally(new BenchException("link of " + name + ": " + reason));
    }

    @Override
    public void frame(byte[] frame) {
        try {
            received(LinkCodec.decode(frame));
        } catch (MalformedFrameException e) {
            ended("malformed frame: " + e.getMessage());
        }
    }

    private void received(LinkMessage message) {
        if (message instanceof Ack ack) {
            int freed = nodes.get(ack.slot()).acknowledged(ack.seq(), clocks.nanos(), events::stored);
            events.freed(this, freed);
        } else if (message instanceof SetInstances command) {
            obey(command);
        } else if (message instanceof Welcome welcomed) {
            welcome.complete(welcomed);
        } else {
            ended("not expected by virtual nodes: " + message.getClass().getSimpleName());
        }
    }

    private void obey(SetInstances command) {
        VirtualInstances started = instances.get(command.service());
        if (started == null) {
            ended("count of a service that was not announced: " + command.service());
            return;
        }
        if (started.take(command)) {
            events.commanded(started.number());
        }
        link.send(started.announce());
    }
}
