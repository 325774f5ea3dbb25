package io.flyball.simulator.plant.service;

import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.NodeId;

/**
 * One node: threads, heap, cache, pool of connections, its neighbour and its age. What one part tells another is that of the
 * step before.
 */
final class Node {
    private static final double LEAST_CORES = 0.05;
    /** Damping of the wait for a connection, which depends on itself. */
    private static final double DAMPING = 0.5;

    private static final double SPARE = 0.9;
    private static final double MOST_POOL_BUSY = 0.98;

    final NodeId id;
    final int zone;
    /** Of the running interval. */
    final Meter meter = new Meter();
    /** Since it last reported, up to the interval before. */
    final Meter unreported = new Meter();

    final JavaHeap heap;
    final Cache cache;
    final Workers workers;
    private final Constants model;
    private final Chance chance;
    private final Neighbour neighbour;
    private final double speed;
    InstanceState state = InstanceState.STARTING;
    /** Seconds until it is ready; infinite while it may not start. */
    double startsIn = Double.POSITIVE_INFINITY;

    Workers.Room room;
    int pool;
    /** Seconds since its process began. */
    double uptime;

    /** Seconds for which it hangs; negative = it does not. */
    private double hanging = -1;

    double slow = 1;
    double drains;
    private double dropped;
    private double cold = 1;
    private double steal;
    private double poolWait;
    private double calls;
    /** Share of the load, and what the balancer would give it now. */
    double weight;

    double wish;

    Node(NodeId id, int zone, Constants model, Curves curves, Chance chance) {
        this.id = id;
        this.zone = zone;
        this.model = model;
        this.chance = chance;
        heap = new JavaHeap(model);
        cache = new Cache(model);
        workers = new Workers(curves.threads(model.count(Trait.THREADS)));
        neighbour = new Neighbour(model, chance);
        speed = Math.max(0.2, 1 + model.get(Trait.SPEED_SPREAD) * chance.normal());
        room = new Workers.Room(model.get(Trait.QUEUE), model.get(Trait.TIMEOUT));
        pool = model.count(Trait.POOL);
        conditionAlone();
    }

    /** So that it knows its capacity before its first step. */
    private void conditionAlone() {
        condition(cpuSeconds(), model.get(Trait.CALL), pool);
    }

    /** Of a request, as cold as the node is. */
    private double cpuSeconds() {
        return model.get(Trait.CPU) * (1 + (model.get(Trait.WARM_UP_FACTOR) - 1) * cold) * slow / speed;
    }

    Chance chance() {
        return chance;
    }

    /** As if it had run for long. */
    void warm() {
        state = InstanceState.READY;
        startsIn = 0;
        cold = 0;
        uptime = 3600;
        conditionAlone();
    }

    boolean isReady() {
        return state == InstanceState.READY;
    }

    /** Whether the balancer takes it for ready. */
    boolean isServing() {
        return isReady() && hanging <= model.get(Trait.HANG_NOTICED);
    }

    boolean hasProcess() {
        return state != InstanceState.STARTING || startsIn < Double.POSITIVE_INFINITY;
    }

    boolean hangs() {
        return hanging >= 0;
    }

    void hang(boolean lasts) {
        hanging = lasts ? Math.max(0, hanging) : -1;
    }

    /** What is inside is lost. */
    void drop() {
        dropped += workers.drop();
    }

    /** Requests that were inside when it ended. */
    double dropped() {
        return dropped;
    }

    /** One step of a process that starts: it takes processor, not requests. */
    void starting(double seconds) {
        uptime += seconds;
        meter.seconds += seconds;
        meter.cpuSeconds += seconds * Math.min(model.get(Trait.CORES), model.get(Trait.COMPILERS) + 1);
        heap.step(seconds, 0, 0, 0);
    }

    /**
     * One step under a share of the load.
     *
     * @param load requests per second; with {@code think} above 0 clients that think
     * @return false: it ran out of memory
     */
    boolean step(double seconds, double load, double think, Downstream downstream) {
        uptime += seconds;
        meter.seconds += seconds;
        steal = neighbour.step(seconds, chance);
        if (hanging >= 0) {
            hanging += seconds;
            calls = 0;
            workers.hang(seconds, think > 0 ? load / think : load, room, chance);
            count(seconds, 0, 0);
            return true;
        }
        double callSeconds = downstream.seconds() * slow;
        double cpu = cpuSeconds();
        condition(cpu, callSeconds, pool * downstream.fitting());
        if (think > 0 && weight > 0) {
            workers.closed(seconds, load, think, room, chance);
        } else {
            workers.open(seconds, load, model.get(Trait.ARRIVAL_VARIATION), room, chance);
        }
        double rate = workers.served / seconds;
        double misses = 1 - cache.hits();
        calls = model.get(Trait.CALL) > 0 ? rate * misses : 0;
        cache.step(seconds, rate);
        meter.failed += workers.completed * misses * (calls > 0 ? downstream.failing() : 0);
        meter.connected += Math.min(pool * downstream.fitting(), calls * callSeconds) * seconds;
        meter.pending += calls * poolWait * seconds;
        double compilers = model.get(Trait.COMPILERS) * cold;
        count(seconds, rate * cpu * (1 + coherency()) + heap.cores() + compilers, heap.stopped());
        cold -= model.get(Trait.WARM_UP) > 0 ? cold * seconds / (model.get(Trait.WARM_UP) + seconds) : cold;
        return heap.step(seconds, rate, workers.inside(), cache.bytes());
    }

    /** Threads that keep their caches coherent spin: that part of the scalability law takes the processor. */
    private double coherency() {
        double n = Math.min(workers.inside(), workers.threads());
        return model.get(Trait.KAPPA) * n * Math.max(0, n - 1);
    }

    private void condition(double cpu, double callSeconds, double connections) {
        double cores = model.get(Trait.CORES);
        double free = cores * (1 - steal) - heap.cores() - model.get(Trait.COMPILERS) * cold;
        double dilation = cores / Math.max(LEAST_CORES * cores, free) / (1 - heap.stopped());
        double misses = 1 - cache.hits();
        double most = Double.POSITIVE_INFINITY;
        double call = model.get(Trait.CALL) > 0 ? callSeconds : 0;
        if (call > 0 && misses > 0) {
            most = connections / (misses * call);
            double busy = Math.min(MOST_POOL_BUSY, calls * call / connections);
            double wait = Erlang.wait(connections, busy) * call;
            // threads that wait for a connection are not more than there are
            double threads = SPARE * workers.threads() / most - cpu * dilation - model.get(Trait.WAIT) * slow;
            wait = Math.max(0, Math.min(wait, threads / misses - call));
            poolWait += DAMPING * (wait - poolWait);
        } else {
            poolWait = 0;
        }
        workers.pace().conditions(cpu * dilation, model.get(Trait.WAIT) * slow + misses * (call + poolWait), most);
    }

    private void count(double seconds, double wanted, double stopped) {
        meter.arrived += workers.arrived;
        meter.completed += workers.completed;
        meter.rejected += workers.rejected;
        meter.timedOut += workers.timedOut;
        meter.inside += workers.inside() * seconds;
        double cores = model.get(Trait.CORES);
        meter.cpuSeconds += Math.min(cores * (1 - steal), wanted + model.get(Trait.IDLE_CPU)) * seconds;
        meter.stolenSeconds += steal * cores * seconds;
        meter.stoppedSeconds += stopped * seconds;
        meter.collections += heap.rate() * seconds;
        meter.oldCollections += heap.oldRate() * seconds;
        meter.allocated += heap.allocation() * seconds;
        meter.thrownOut += cache.thrownOut() * seconds;
    }

    /** Calls per second in the last step. */
    double calls() {
        return calls;
    }
}
