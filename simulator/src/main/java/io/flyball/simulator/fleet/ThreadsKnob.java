package io.flyball.simulator.fleet;

import io.flyball.agent.act.Evidence;
import io.flyball.agent.act.Knob;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.Knobs;
import java.util.Optional;

/** Worker threads of a virtual node: a number that takes effect when it is written. */
final class ThreadsKnob implements Knob {
    private static final long LEAST = 2;
    private static final long MOST = 500;

    private volatile long threads;

    ThreadsKnob(long threads) {
        this.threads = threads;
    }

    @Override
    public String name() {
        return Knobs.TOMCAT_MAX_THREADS;
    }

    @Override
    public Capability probe() {
        return new Capability(name(), threads, LEAST, MOST, "threads", true, "a virtual node");
    }

    @Override
    public long read() {
        return threads;
    }

    @Override
    public void write(long value) {
        threads = value;
    }

    @Override
    public Optional<Evidence> evidence() {
        return Optional.empty();
    }
}
