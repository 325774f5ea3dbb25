package io.flyball.simulator.plane;

import io.flyball.policy.document.Policy;
import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.plane.agent.AgentShape;
import io.flyball.simulator.plane.agent.Load;
import io.flyball.simulator.plane.agent.Scene;
import io.flyball.simulator.plane.agent.SimAgent;
import io.flyball.simulator.plane.check.Checks;
import io.flyball.simulator.plane.fault.Coordinator;
import io.flyball.simulator.plane.fault.Faults;
import io.flyball.simulator.plane.fault.Stage;
import io.flyball.simulator.plane.member.MemberScene;
import io.flyball.simulator.plane.member.People;
import io.flyball.simulator.plane.member.Placement;
import io.flyball.simulator.plane.member.SimMember;
import io.flyball.simulator.plane.seam.Seams;
import io.flyball.simulator.plane.world.Chance;
import io.flyball.simulator.plane.world.Host;
import io.flyball.simulator.plane.world.Log;
import io.flyball.simulator.plane.world.Network;
import io.flyball.simulator.plane.world.Timeline;
import io.flyball.simulator.plane.world.Violation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One seed, one run: faults for some minutes of virtual time, then calm, then nothing may be left of them. No thread, no
 * clock, no file.
 */
public final class PlaneRun {
    /** After this nothing new is begun, and then nothing may be under way. */
    private static final long LAST_MILLIS = 35_000;

    private static final long LOOK_MILLIS = 1_000;
    /** A planner whose record missed its last decision restores the count two minutes after it starts. */
    private static final int LOOKS = 150;

    private final long seed;
    private final RunShape shape;
    private final Timeline time = new Timeline();
    private final Log log;
    private final Network network;
    private final Map<ServiceName, Load> loads = new TreeMap<>();
    private final List<SimMember> members = new ArrayList<>();
    private final List<SimAgent> agents = new ArrayList<>();
    private final List<ServiceName> services;
    private final People people = new People();
    private final Placement placement = new Placement();
    private final Faults faults;

    private PlaneRun(long seed, Seams seams, Consumer<String> trace) {
        this.seed = seed;
        this.shape = RunShape.of(Chance.stream(seed, "shape"));
        this.log = new Log(time, trace);
        this.network = new Network(time, Chance.stream(seed, "network"));
        this.services = List.copyOf(shape.policies().keySet());
        network.size(shape.members() + shape.agents().size());
        Checks checks = new Checks(time);
        Chance where = Chance.stream(seed, "placement");
        for (ServiceName service : services) {
            people.order(service, shape.policies().get(service), Optional.empty());
            placement.move(service, where.below(shape.members()));
            loads.put(
                    service,
                    new Load(
                            Chance.stream(seed, "load " + service),
                            shape.loads().get(service)));
        }
        Chance inMembers = Chance.stream(seed, "members");
        MemberScene memberScene =
                new MemberScene(time, network, log, checks, seams, inMembers, services, people, placement);
        for (int i = 0; i < shape.members(); i++) {
            memberScene.members().add(new SimMember(memberScene, new Host(time, "m" + (i + 1), i), i));
        }
        members.addAll(memberScene.members());
        Chance inAgents = Chance.stream(seed, "agents");
        Scene scene = new Scene(time, network, log, checks, seams, inAgents, loads, members::get);
        for (AgentShape agent : shape.agents()) {
            Host host = new Host(time, agent.name(), members.size() + agents.size());
            agents.add(new SimAgent(agent, scene, host, Chance.stream(seed, agent.name())));
        }
        Stage stage =
                new Stage(time, network, log, Chance.stream(seed, "faults"), members, agents, loads, people, placement);
        Coordinator coordinator = new Coordinator(stage, services);
        coordinator.start();
        this.faults = new Faults(stage, coordinator, services, shape.calmMillis());
    }

    /** @param trace takes a line for everything that happens; null: nobody wants them */
    public static Outcome run(long seed, Seams seams, Consumer<String> trace) {
        PlaneRun run = new PlaneRun(seed, seams, trace);
        try {
            run.play();
            return run.outcome(Optional.empty(), "");
        } catch (Violation violation) {
            return run.outcome(Optional.of(violation.invariant()), violation.getMessage());
        } catch (RuntimeException e) { // production code must not fail, whatever the world does
            StringWriter words = new StringWriter();
            e.printStackTrace(new PrintWriter(words));
            return run.outcome(Optional.of("exception"), words.toString());
        }
    }

    private Outcome outcome(Optional<String> invariant, String detail) {
        return new Outcome(seed, log.digest(), time.executed(), time.now(), invariant, detail);
    }

    private void play() {
        members.forEach(SimMember::boot);
        agents.forEach(SimAgent::boot);
        time.after(500, this::share);
        until(shape.chaosMillis());
        long calm = faults.end();
        time.after(calm + 1_000 - time.now(), () -> members.forEach(SimMember::settle));
        until(calm + shape.settleMillis());
        endWork();
        until(calm + shape.settleMillis() + LAST_MILLIS);
        Settled settled = new Settled(services, members, agents, people);
        for (int i = 0; i < LOOKS && !settled.isAgreed(); i++) {
            until(time.now() + LOOK_MILLIS);
        }
        settled.check();
    }

    private void until(long end) {
        boolean more = true;
        while (more) {
            more = time.step(end);
        }
    }

    /** Load goes to those that are ready. */
    private void share() {
        time.after(1_000, this::share);
        for (ServiceName service : services) {
            int serving = 0;
            for (SimAgent agent : agents) {
                serving += agent.processes().ready(service, time.now());
            }
            loads.get(service).serving(serving);
        }
    }

    /** The policy no longer manages threads and memory: what is on trial has to end. */
    private void endWork() {
        log.note("-", "nothing is tried any more");
        for (ServiceName service : services) {
            Policy has = people.of(service).policy();
            Policy less = new Policy(
                    has.name(),
                    has.service(),
                    has.objectives(),
                    has.monitoring(),
                    has.scaling(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    has.validation(),
                    has.automation(),
                    has.rollout());
            people.order(service, less, Optional.empty());
        }
    }
}
