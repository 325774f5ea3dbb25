package io.flyball.simulator.plant.service;

/**
 * What all nodes call, e.g. a database: works at so many calls together, the others wait. Its mean time per call follows
 * from the calls in it by the same fluid as {@link Workers}; no more can be in it than it takes connections.
 *
 * <p>Example: 64 at a time, 10 ms each: 6,400 calls/s at most; with 640 connections in use each call takes 100 ms.
 */
final class Downstream {
    private static final double NEVER = 1e9;

    private final Constants model;
    private final Workers inside;
    private final double connections;
    private double factor = 1;
    private double seconds;
    private double fitting = 1;

    Downstream(Constants model) {
        this.model = model;
        connections = model.get(Trait.DOWNSTREAM_CONNECTIONS);
        inside = new Workers(new WorkerCurve(model.count(Trait.DOWNSTREAM_SERVERS), 1, 0, 0, 1));
        seconds = model.get(Trait.CALL);
    }

    /** @param times as long per call; infinite = it answers nothing */
    void slow(double times) {
        factor = times;
    }

    boolean isOut() {
        return Double.isInfinite(factor);
    }

    /**
     * @param calls per second, of all nodes
     * @param pools connections that all nodes would open
     */
    void step(double length, double calls, double pools, Chance chance) {
        double call = model.get(Trait.CALL);
        fitting = pools > connections ? connections / pools : 1;
        if (call <= 0) {
            return;
        }
        if (isOut()) {
            seconds = model.get(Trait.CALL_TIMEOUT);
            inside.drop();
            return;
        }
        double alone = call * factor;
        inside.pace().conditions(0, alone, Double.POSITIVE_INFINITY);
        double open = Math.min(connections, Math.max(1, pools));
        double queue = Math.max(0, open - inside.threads());
        inside.open(length, calls, 0, new Workers.Room(queue, NEVER), chance);
        seconds = Math.max(alone, inside.residence());
    }

    /** Mean time of a call that has its connection. */
    double seconds() {
        return Math.min(seconds, model.get(Trait.CALL_TIMEOUT));
    }

    /** Share of calls that fail: all when it is out; those that take longer than clients wait. */
    double failing() {
        if (isOut()) {
            return 1;
        }
        double over = seconds / model.get(Trait.CALL_TIMEOUT);
        return over > 1 ? 1 - 1 / over : 0;
    }

    /** Share of the connections that nodes want and get. */
    double fitting() {
        return fitting;
    }
}
