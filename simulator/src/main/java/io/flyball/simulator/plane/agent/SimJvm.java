package io.flyball.simulator.plane.agent;

import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.util.Map;
import java.util.TreeMap;

/** A managed process: outlives the agent that started it. */
public final class SimJvm {
    private final ServiceName service;
    private final NodeId node;
    private final int index;
    private final int port;
    private final long pid;
    private final long readyAt;
    private final Map<String, Long> knobs = new TreeMap<>();
    private final Map<String, Long> first;
    private boolean alive = true;
    private long hungUntil;
    private long endsAt = Long.MAX_VALUE;
    private double collections;

    SimJvm(ServiceName service, NodeId node, int index, int port, long pid, long readyAt, Map<String, Long> first) {
        this.service = service;
        this.node = node;
        this.index = index;
        this.port = port;
        this.pid = pid;
        this.readyAt = readyAt;
        this.first = new TreeMap<>(first);
        this.knobs.putAll(first);
    }

    public ServiceName service() {
        return service;
    }

    public NodeId node() {
        return node;
    }

    int index() {
        return index;
    }

    int port() {
        return port;
    }

    public long pid() {
        return pid;
    }

    /** Tells it from a later process with the same pid. */
    String birth() {
        return "b" + pid;
    }

    String identity() {
        return pid + ":" + birth();
    }

    public boolean isAlive() {
        return alive;
    }

    void end() {
        alive = false;
    }

    boolean isReady(long now) {
        return alive && now >= readyAt;
    }

    public void hangUntil(long until) {
        hungUntil = until;
    }

    boolean isHung(long now) {
        return now < hungUntil;
    }

    /** It ends by itself then, e.g. after SIGTERM. */
    void endAt(long at) {
        endsAt = Math.min(endsAt, at);
    }

    /** It crashes now. */
    public void endSoon() {
        endAt(0);
    }

    boolean isDue(long now) {
        return alive && now >= endsAt;
    }

    /** What the knobs are set to now. */
    public Map<String, Long> knobs() {
        return knobs;
    }

    /** What they were set to when the process began. */
    public Map<String, Long> first() {
        return first;
    }

    double collections() {
        return collections;
    }

    void collected(double more) {
        collections += more;
    }
}
