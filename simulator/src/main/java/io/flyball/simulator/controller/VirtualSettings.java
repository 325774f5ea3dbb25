package io.flyball.simulator.controller;

import io.flyball.agent.act.Actuation;
import io.flyball.agent.act.Knob;
import io.flyball.agent.act.KnobSet;
import io.flyball.protocol.message.LinkMessage.Command;
import io.flyball.protocol.message.LinkMessage.CommandResult;
import io.flyball.protocol.message.LinkMessage.Settle;
import io.flyball.protocol.message.LinkMessage.ToAgent;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.fleet.NodeMemory;
import io.flyball.simulator.plant.Fleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Settings of one virtual instance: tokens, trials and leases are kept by the agent's own code. */
final class VirtualSettings {
    private final Actuation actuation;
    private final LongSupplier clock;

    /** @param fleet as it is now */
    VirtualSettings(
            NodeId node,
            ServiceName service,
            Supplier<Fleet> fleet,
            LongSupplier clock,
            Consumer<CommandResult> answers) {
        this.clock = clock;
        List<Knob> knobs = new ArrayList<>();
        fleet.get().capabilities().forEach(able -> knobs.add(new FleetKnob(node, able, fleet)));
        KnobSet all = KnobSet.of(knobs);
        try {
            actuation = Actuation.open(
                    new Actuation.Target(node, service, "virtual"),
                    new NodeMemory(command -> {}),
                    clock,
                    () -> all,
                    answers);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is no disk
        }
    }

    InForce inForce() {
        return actuation.inForce();
    }

    void take(ToAgent message) {
        if (message instanceof Command command) {
            actuation.command(command, clock.getAsLong());
        } else if (message instanceof Settle settle) {
            actuation.settle(settle);
        }
    }

    /** Ends a trial whose lease is over. */
    void tick() {
        if (actuation.needsTicks()) {
            actuation.tick();
        }
    }
}
