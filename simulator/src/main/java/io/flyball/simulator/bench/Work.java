package io.flyball.simulator.bench;

import io.flyball.simulator.fleet.Clocks;
import java.util.List;

/**
 * CPU that the members and this process used between two looks, and what they hold.
 *
 * @param own this process, which makes the load
 */
record Work(long nanos, List<ProcessReading> members, ProcessReading own) {
    private static final double NANOS_PER_SECOND = 1e9;

    static Work look(Clocks clocks, Members members) {
        return new Work(
                clocks.nanos(),
                members.read(),
                ProcessReading.of(ProcessHandle.current().pid()));
    }

    double secondsSince(Work before) {
        return (nanos - before.nanos) / NANOS_PER_SECOND;
    }

    double cpuSecondsSince(Work before, int member) {
        return members.get(member).cpuSeconds() - before.members.get(member).cpuSeconds();
    }

    double cpuSecondsSince(Work before) {
        double sum = 0;
        for (int member = 0; member < members.size(); member++) {
            sum += cpuSecondsSince(before, member);
        }
        return sum;
    }

    double ownCpuSecondsSince(Work before) {
        return own.cpuSeconds() - before.own.cpuSeconds();
    }
}
