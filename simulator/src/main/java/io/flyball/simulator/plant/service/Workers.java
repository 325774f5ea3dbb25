package io.flyball.simulator.plant.service;

/**
 * Requests inside one node, those that wait and those that hold a thread, as a fluid with noise.
 *
 * <p>The mean follows {@code dn/dt = arrivals - f(n)} where f turns the stationary curve of the pool round, so that every
 * steady state is the one of queueing theory, and overload builds up and drains (pointwise stationary fluid flow; Wang,
 * Tipper and Banerjee 1996). A step is implicit in time, hence stable for any length. What the drawn arrivals deviate from
 * their mean by is carried apart and leaves at the rate f'(n): at light load within the step, near saturation slowly.
 *
 * <p>Of a closed population the share that is inside does not vary, so that f is mixed with the curve of a fixed number:
 * {@code f = inside/N x fixed + (1 - inside/N) x open}.
 *
 * <p>{@code arrived = completed + rejected + timed out + dropped + (inside now - inside before)}, always.
 */
final class Workers {
    private static final int MOST_STEPS = 40;
    private static final double NEAR = 1e-9;
    private static final double SHORTEST_THINK = 1e-6;
    /** A request that holds its thread for longer than the client's patience is late; so many around it are, too. */
    private static final double SOON = 0.8;

    private static final double LATE = 1.2;
    /** Few arrivals deviate further upwards than downwards. */
    private static final double SKEW = 0.3;

    private static final double LEAST_FACTOR = 0.1;
    private static final double LEAST_RHO = 0.02;
    private static final double MOST_PLACES = 12;

    /**
     * @param queue most that wait for a thread
     * @param patience seconds after which a client leaves
     */
    record Room(double queue, double patience) {}

    private final Pace pace;
    private double mean;
    private double noise;
    private double blocked;

    /** Of the last step. */
    double arrived;

    /** Left their thread, in time or late. */
    double served;

    double completed;
    double rejected;
    double timedOut;

    Workers(WorkerCurve curve) {
        pace = new Pace(curve);
    }

    Pace pace() {
        return pace;
    }

    int threads() {
        return pace.threads();
    }

    double inside() {
        return mean + noise;
    }

    /** Seconds that a request spends here now, by Little's law. */
    double residence() {
        return pace.flow > 0 ? inside() / pace.flow : pace.alone();
    }

    /**
     * Independent arrivals.
     *
     * @param perSecond mean rate
     * @param variation squared coefficient of variation of the time between two
     * @param room the most that may wait, and for how long
     */
    void open(double seconds, double perSecond, double variation, Room room, Chance chance) {
        double before = inside();
        double expected = perSecond * seconds;
        double drawn = variation == 0
                ? expected
                : Math.max(0, expected + Math.sqrt(variation) * (chance.poisson(expected) - expected));
        double refused = Math.min(drawn, expected * blocked);
        pace.sure = crowded(before, room);
        double next = solve(1, seconds, mean + expected - expected * blocked);
        noise = (noise + drawn - expected) / (1 + seconds * pace.slope);
        advance(before, drawn, refused, next, room);
        blocked = (blocked + blocking(perSecond, room)) / 2;
    }

    /**
     * A population of clients that think between requests.
     *
     * @param thinking clients of this node that think now
     * @param think seconds, mean
     */
    void closed(double seconds, double thinking, double think, Room room, Chance chance) {
        double before = inside();
        double pause = Math.max(think, SHORTEST_THINK);
        double damp = 1 + seconds / pause;
        double population = thinking + before;
        pace.sure = population > 0 ? Math.max(Math.min(1, before / population), crowded(before, room)) : 0;
        double next = solve(damp, seconds, mean + seconds * (thinking + mean) / pause);
        double expected = Math.max(0, next - mean + pace.flow * seconds);
        double drawn = Math.min(population, expected) == expected
                ? Math.max(0, expected + (chance.poisson(expected) - expected) / damp)
                : expected;
        noise = (noise + drawn - expected) / (damp + seconds * pace.slope);
        advance(before, drawn, 0, next, room);
    }

    /** Nothing is served: what is inside stays, more may queue. */
    void hang(double seconds, double perSecond, Room room, Chance chance) {
        arrived = chance.poisson(perSecond * seconds);
        served = 0;
        completed = 0;
        timedOut = 0;
        rejected = Math.max(0, arrived - Math.max(0, threads() + room.queue() - inside()));
        mean += arrived - rejected;
        pace.flow = 0;
    }

    /** Everything inside is lost; answers how much that was. */
    double drop() {
        double dropped = inside();
        mean = 0;
        noise = 0;
        blocked = 0;
        return dropped;
    }

    private void advance(double before, double drawn, double refused, double next, Room room) {
        double holds = Math.min(next, threads()) / Math.max(pace.flow, NEAR);
        double full = threads() + room.queue();
        double patient = threads() + pace.flow * Math.max(0, room.patience() - holds);
        double most = Math.min(full, patient);
        // nearly the same bound on both sides, so that it does not move the mean
        double after = next + Math.max(-next, Math.min(next + SKEW, noise));
        double excess = Math.max(0, after - most);
        after -= excess;
        arrived = drawn;
        rejected = refused;
        timedOut = 0;
        completed = before + drawn - refused - excess - after;
        if (completed < 0) {
            after += completed;
            completed = 0;
        }
        if (full <= patient) {
            rejected += excess;
        } else {
            timedOut = excess;
        }
        served = completed;
        mean = Math.min(next, most);
        noise = after - mean;
        double late = (holds / room.patience() - SOON) / (LATE - SOON);
        if (late > 0) {
            double given = Math.min(1, late) * completed;
            completed -= given;
            timedOut += given;
        }
    }

    /** Where a bound keeps the number inside from varying, it does not vary: near 0 up to half of the bound, 1 at it. */
    private double crowded(double inside, Room room) {
        double ratio = Math.min(1, inside / (threads() + room.queue()));
        double fourth = ratio * ratio * ratio * ratio;
        return fourth * fourth;
    }

    /** Root of {@code scale n + seconds f(n) = right}; Newton's method, halving where that leaves the bracket. */
    private double solve(double scale, double seconds, double right) {
        if (!(right > 0)) {
            pace.at(0);
            return 0;
        }
        double low = 0;
        double high = right / scale;
        double n = Math.min(mean, high);
        for (int step = 0; step < MOST_STEPS; step++) {
            pace.at(n);
            double off = scale * n + seconds * pace.flow - right;
            if (Math.abs(off) <= NEAR * right) {
                break;
            }
            if (off < 0) {
                low = n;
            } else {
                high = n;
            }
            n -= off / (scale + seconds * pace.slope);
            if (!(n > low && n < high)) {
                n = (low + high) / 2;
            }
        }
        return n;
    }

    /** Share of arrivals that find a short queue full although there is capacity; exact for M/M/c/K. */
    private double blocking(double perSecond, Room room) {
        double rho = perSecond / pace.capacity();
        double places = room.queue() / Math.max(pace.factor(), LEAST_FACTOR);
        if (!(rho < 1) || rho < LEAST_RHO || places * (1 - rho) > MOST_PLACES) {
            return 0;
        }
        double waits = pace.waits(rho);
        double power = StrictMath.pow(rho, places);
        return waits * power * (1 - rho) / (1 - waits * power * rho);
    }
}
