package io.flyball.agent.instances;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Ends processes together: SIGTERM to all, a bounded wait, SIGKILL to the rest. */
final class Shutdown {
    private static final long LOOK_EVERY_NANOS = 20_000_000;

    private final Processes processes;
    private final LongSupplier clock;

    Shutdown(Processes processes, LongSupplier clock) {
        this.processes = processes;
        this.clock = clock;
    }

    void stopAll(Collection<Instance> instances, long patienceMillis) {
        List<Instance> running =
                instances.stream().filter(each -> each.pid() > 0).toList();
        running.forEach(each -> processes.terminate(each.pid(), each.birth()));
        long end = clock.getAsLong() + patienceMillis;
        while (clock.getAsLong() < end && running.stream().anyMatch(this::lives)) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        running.stream().filter(this::lives).forEach(each -> processes.kill(each.pid(), each.birth()));
    }

    private boolean lives(Instance instance) {
        return processes.isAlive(instance.pid(), instance.birth());
    }
}
