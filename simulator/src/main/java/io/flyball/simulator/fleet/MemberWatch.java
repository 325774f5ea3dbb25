package io.flyball.simulator.fleet;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the meters of each member now and then: processor time between looks, the most memory seen. Thread-safe. */
final class MemberWatch {
    private static final double NANOS_PER_SECOND = 1e9;

    private static final class Seen {
        private Optional<MemberMeters> last = Optional.empty();
        private long lastAt;
        private double cpuSeconds;
        private double watchedSeconds;
        private double mostResident = Double.NaN;
        private double mostHeap = Double.NaN;
        private int restarts;
        private int silent;
    }

    private final MemberClient client;
    private final Clocks clocks;
    private final List<URI> servers;
    private final List<Seen> seen = new ArrayList<>();

    MemberWatch(MemberClient client, Clocks clocks, List<URI> servers) {
        this.client = client;
        this.clocks = clocks;
        this.servers = List.copyOf(servers);
        servers.forEach(server -> seen.add(new Seen()));
    }

    void look() {
        for (int i = 0; i < servers.size(); i++) {
            Optional<MemberMeters> now = client.get(servers.get(i), "/metrics").flatMap(MemberMeters::of);
            note(seen.get(i), now);
        }
    }

    private synchronized void note(Seen member, Optional<MemberMeters> found) {
        long at = clocks.nanos();
        if (found.isEmpty()) {
            member.silent++;
            return;
        }
        MemberMeters now = found.get();
        member.last.ifPresent(before -> {
            boolean same = before.startedAt() == now.startedAt();
            member.restarts += same ? 0 : 1;
            if (same) {
                member.cpuSeconds += now.cpuSeconds() - before.cpuSeconds();
                member.watchedSeconds += (at - member.lastAt) / NANOS_PER_SECOND;
            }
        });
        member.last = found;
        member.lastAt = at;
        member.mostHeap = Math.max(Double.isNaN(member.mostHeap) ? 0 : member.mostHeap, now.heapBytes());
        now.residentBytes()
                .ifPresent(bytes -> member.mostResident =
                        Math.max(Double.isNaN(member.mostResident) ? 0 : member.mostResident, bytes));
    }

    synchronized List<FleetResult.Member> result() {
        List<FleetResult.Member> members = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            Seen member = seen.get(i);
            double cores = member.watchedSeconds > 0 ? member.cpuSeconds / member.watchedSeconds : Double.NaN;
            members.add(new FleetResult.Member(
                    servers.get(i).toString(),
                    cores,
                    member.mostResident,
                    member.mostHeap,
                    member.restarts,
                    member.silent));
        }
        return members;
    }
}
