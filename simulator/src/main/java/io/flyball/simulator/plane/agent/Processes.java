package io.flyball.simulator.plane.agent;

import io.flyball.agent.instances.Instance.SavedInstance;
import io.flyball.agent.instances.InstanceTemplate;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.plane.world.Chance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The processes of one host. They outlive the agent, not the host. */
public final class Processes {
    private final Chance chance;
    private final Map<Long, SimJvm> alive = new TreeMap<>();
    private long lastPid;
    private double startFailures;

    Processes(Chance chance, long firstPid) {
        this.chance = chance;
        this.lastPid = firstPid;
    }

    public Collection<SimJvm> alive() {
        return alive.values();
    }

    /** Instances of the service that take requests. */
    public int ready(ServiceName service, long now) {
        return (int) of(service).stream().filter(jvm -> jvm.isReady(now)).count();
    }

    public List<SimJvm> of(ServiceName service) {
        return alive.values().stream()
                .filter(jvm -> jvm.service().equals(service))
                .toList();
    }

    /** Share of starts that end at once. */
    public void startFailures(double share) {
        startFailures = share;
    }

    SimJvm start(long now, InstanceTemplate template, int index, int port, int threads) {
        Map<String, Long> knobs = Map.of(
                Knobs.TOMCAT_MAX_THREADS,
                (long) threads,
                Knobs.MIN_HEAP_FREE_RATIO,
                40L,
                Knobs.MAX_HEAP_FREE_RATIO,
                70L);
        long pid = ++lastPid;
        SimJvm jvm = new SimJvm(
                template.service(), template.node(index), index, port, pid, now + chance.between(2_000, 9_000), knobs);
        if (chance.of(startFailures)) {
            jvm.endAt(now + chance.between(100, 3_000));
        }
        alive.put(pid, jvm);
        return jvm;
    }

    boolean isAlive(long pid, String birth) {
        SimJvm jvm = alive.get(pid);
        return jvm != null && jvm.birth().equals(birth);
    }

    /** Ends what is due; answers what ended. */
    List<SimJvm> due(long now) {
        List<SimJvm> ended =
                alive.values().stream().filter(jvm -> jvm.isDue(now)).toList();
        ended.forEach(this::end);
        return ended;
    }

    public void end(SimJvm jvm) {
        jvm.end();
        alive.remove(jvm.pid());
    }

    void endAll() {
        new ArrayList<>(alive.values()).forEach(this::end);
    }

    boolean portIsFree(int port) {
        return alive.values().stream().noneMatch(jvm -> jvm.port() == port);
    }

    /** Those of {@code saved} that still run, and those that were started but not noted. */
    Collection<SavedInstance> found(ServiceName service, List<SavedInstance> saved) {
        Map<Integer, SavedInstance> found = new TreeMap<>();
        saved.stream()
                .filter(one -> one.pid() > 0 && isAlive(one.pid(), one.birth()))
                .forEach(one -> found.put(one.index(), one));
        of(service)
                .forEach(jvm -> found.putIfAbsent(
                        jvm.index(), new SavedInstance(jvm.index(), jvm.port(), jvm.pid(), jvm.birth(), false)));
        return found.values();
    }
}
