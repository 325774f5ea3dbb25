package io.flyball.simulator.plane.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A machine with one process of interest: it may crash, pause, and have a wrong clock. */
public final class Host {
    /** Wall clock of a correct host when the run begins. */
    public static final long EPOCH = 1_700_000_000_000L;

    private final Timeline time;
    private final String name;
    private final int number;
    private final List<Runnable> onCrash = new ArrayList<>();
    private Runnable onNextCrash = () -> {};
    private int life = 1;
    private boolean up = true;
    private long bootedAt;
    private long pausedUntil;
    private long offset;
    private double drift;
    private long driftSince;

    /** @param number place in the network, from 0 */
    public Host(Timeline time, String name, int number) {
        this.time = time;
        this.name = name;
        this.number = number;
    }

    public String name() {
        return name;
    }

    public int number() {
        return number;
    }

    /** Rises with every start and every end of the process. */
    public int life() {
        return life;
    }

    public boolean isUp() {
        return up;
    }

    /** In milliseconds of the run; past: it is not paused. */
    public long pausedUntil() {
        return pausedUntil;
    }

    public boolean isPaused() {
        return pausedUntil > time.now();
    }

    /** Runs unless the process ends before. */
    public void after(long delay, Runnable action) {
        time.after(delay, this, action);
    }

    // ---- clocks

    public Instant wall() {
        return Instant.ofEpochMilli(wallMillis());
    }

    public long wallMillis() {
        return EPOCH + time.now() + offset + (long) ((time.now() - driftSince) * drift);
    }

    /** Milliseconds since this process began; never steps. */
    public long mono() {
        return time.now() - bootedAt;
    }

    public long nanos() {
        return mono() * 1_000_000;
    }

    /** Somebody, or NTP, sets the clock. */
    public void stepClock(long millis) {
        offset += millis;
    }

    /** From now on the clock runs wrong by this share, e.g. 0.01: 10 ms in a second. */
    public void drift(double share) {
        offset = wallMillis() - EPOCH - time.now();
        driftSince = time.now();
        drift = share;
    }

    /** The clock is right again. */
    public void keepTime() {
        drift = 0;
        offset = 0;
    }

    // ---- life

    public void onCrash(Runnable listener) {
        onCrash.add(listener);
    }

    /** Replaces what was asked for before. */
    public void onCrashOnce(Runnable listener) {
        onNextCrash = listener;
    }

    public void crash() {
        if (up) {
            up = false;
            life++;
            pausedUntil = 0;
            onCrash.forEach(Runnable::run);
            Runnable once = onNextCrash;
            onNextCrash = () -> {};
            once.run();
        }
    }

    public void boot() {
        up = true;
        life++;
        bootedAt = time.now();
    }

    /** Nothing runs meanwhile; what is due then runs late, in order. */
    public void pause(long millis) {
        pausedUntil = Math.max(pausedUntil, time.now() + millis);
    }
}
