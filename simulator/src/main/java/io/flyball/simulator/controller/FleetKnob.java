package io.flyball.simulator.controller;

import io.flyball.agent.act.Evidence;
import io.flyball.agent.act.Knob;
import io.flyball.agent.jvm.MBeanRefusedException;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Setting;
import io.flyball.simulator.plant.Fleet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A knob of a virtual instance, as the agent's code turns those of JVMs. */
final class FleetKnob implements Knob {
    private final NodeId node;
    private final Capability capability;
    private final Supplier<Fleet> fleet;
    private long value;

    FleetKnob(NodeId node, Capability capability, Supplier<Fleet> fleet) {
        this.node = node;
        this.capability = capability;
        this.fleet = fleet;
        this.value = capability.current();
    }

    @Override
    public String name() {
        return capability.knob();
    }

    @Override
    public Capability probe() {
        return new Capability(
                capability.knob(),
                value,
                capability.min(),
                capability.max(),
                capability.unit(),
                capability.available(),
                capability.note());
    }

    @Override
    public long read() {
        return value;
    }

    @Override
    public void write(long wanted) throws MBeanRefusedException {
        CommandOutcome outcome = fleet.get().set(node, List.of(new Setting(name(), wanted)));
        if (outcome != CommandOutcome.APPLIED) {
            throw new MBeanRefusedException("%s = %d: the plant answered %s".formatted(name(), wanted, outcome));
        }
        value = wanted;
    }

    @Override
    public Optional<Evidence> evidence() {
        return Optional.empty();
    }
}
