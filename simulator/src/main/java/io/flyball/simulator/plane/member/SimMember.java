package io.flyball.simulator.plane.member;

import io.flyball.protocol.message.ControlProtocol.Entry;
import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.plane.agent.Door;
import io.flyball.simulator.plane.world.Host;
import io.flyball.simulator.plane.world.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One member: sessions, planners, its copies of control state and reports. The copies outlive it. */
public final class SimMember implements Door {
    private static final long SECOND = 1_000;
    private static final int MOST_HOPS = 2;
    /** Else the planner that moved away lives on until it notices. */
    private static final double STOPPED_IN_TIME = 0.4;

    private final MemberScene scene;
    private final Host host;
    private final int number;
    private final ControlReplica control;
    private final Reports reports;
    private final List<SessionShell> sessions = new ArrayList<>();
    private final Map<String, SessionShell> byAgent = new TreeMap<>();
    private final Map<ServiceName, PlannerShell> planners = new TreeMap<>();
    private final Map<ServiceName, Integer> believed = new TreeMap<>();
    private final Map<ServiceName, People.Order> orders = new TreeMap<>();
    private int incarnations;

    public SimMember(MemberScene scene, Host host, int number) {
        this.scene = scene;
        this.host = host;
        this.number = number;
        this.control = new ControlReplica(this, scene);
        this.reports = new Reports(this, scene);
        host.onCrash(this::crashed);
    }

    @Override
    public Host host() {
        return host;
    }

    public String name() {
        return host.name();
    }

    int number() {
        return number;
    }

    ControlReplica control() {
        return control;
    }

    Reports reports() {
        return reports;
    }

    People.Order orders(ServiceName service) {
        return orders.get(service);
    }

    /** The planner of the service that runs here, if any. */
    public Optional<PlannerShell> planner(ServiceName service) {
        return Optional.ofNullable(planners.get(service)).filter(planner -> !planner.isStopped());
    }

    // ---- life

    public void boot() {
        host.boot();
        scene.log().note(name(), "starts");
        scene.services()
                .forEach(service -> believed.put(service, scene.placement().of(service)));
        host.after(scene.chance().between(1, SECOND), this::second);
    }

    private void crashed() {
        scene.log().note(name(), "ends");
        planners.values().forEach(PlannerShell::stop);
        planners.clear();
        List.copyOf(sessions).forEach(session -> session.end("the member ends"));
        byAgent.clear();
    }

    private void second() {
        host.after(SECOND, this::second);
        scene.services().forEach(this::learn);
        List.copyOf(sessions).forEach(SessionShell::second);
        planners.values().removeIf(PlannerShell::isStopped);
        List.copyOf(planners.values()).forEach(PlannerShell::second);
        if (scene.chance().of(0.3)) {
            gossip(scene.chance().one(scene.members()));
        }
    }

    private void learn(ServiceName service) {
        int decided = scene.placement().of(service);
        SimMember owner = scene.members().get(decided);
        boolean hears = owner.host().isUp() && scene.network().areConnected(host, owner.host());
        if (believed.get(service) != decided && hears && scene.chance().of(0.4)) {
            moved(service, decided);
        }
        People.Order newest = scene.people().of(service);
        if (orders.get(service) != newest && (scene.reachMajority(this) || orders.get(service) == null)) {
            orders.put(service, newest);
        }
    }

    /** The planner moves; one that runs here is stopped, but for once in a while. */
    private void moved(ServiceName service, int to) {
        believed.put(service, to);
        if (to != number && scene.chance().of(STOPPED_IN_TIME)) {
            stopPlanner(service);
        }
    }

    private void stopPlanner(ServiceName service) {
        PlannerShell planner = planners.remove(service);
        if (planner != null) {
            planner.stop();
        }
    }

    /** From now on the member knows what was decided, and nothing runs here that should not. */
    public void settle() {
        for (ServiceName service : scene.services()) {
            believed.put(service, scene.placement().of(service));
            if (scene.placement().of(service) != number) {
                stopPlanner(service);
            }
        }
    }

    private void gossip(SimMember other) {
        for (Entry entry : control.all()) {
            scene.network().tell(host, other.host(), () -> other.control().merge(entry));
        }
    }

    // ---- links

    @Override
    public Link.End accept(Link link) {
        SessionShell session = new SessionShell(this, scene, link);
        sessions.add(session);
        return session;
    }

    void greeted(String agent, SessionShell session) {
        SessionShell older = byAgent.put(agent, session);
        if (older != null && older != session) {
            older.end("replaced by a newer link of " + agent);
        }
    }

    void sessionEnded(SessionShell session) {
        sessions.remove(session);
        byAgent.values().removeIf(one -> one == session);
    }

    // ---- planners

    /** To the planner of the service, wherever this member believes it to be. */
    void toPlanner(ServiceName service, Consumer<PlannerShell> message) {
        forward(service, message, 0);
    }

    private void forward(ServiceName service, Consumer<PlannerShell> message, int hops) {
        SimMember owner = scene.members().get(believed.get(service));
        scene.network().tell(host, owner.host(), () -> owner.receive(service, message, hops));
    }

    private void receive(ServiceName service, Consumer<PlannerShell> message, int hops) {
        if (believed.get(service) != number && hops < MOST_HOPS) {
            forward(service, message, hops + 1);
        } else if (believed.get(service) == number) {
            planners.values().removeIf(PlannerShell::isStopped);
            planners.computeIfAbsent(service, key -> new PlannerShell(this, scene, key, ++incarnations))
                    .receive(message);
        }
    }
}
