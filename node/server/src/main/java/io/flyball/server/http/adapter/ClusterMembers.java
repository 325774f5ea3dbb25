package io.flyball.server.http.adapter;

import io.flyball.server.http.port.Members;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;

/** The cluster's own list, in the order in which members would lead it. */
public final class ClusterMembers implements Members {
    /** Prefix of a role that every member has and nobody asked for. */
    private static final String DATA_CENTER = "dc-";

    private final Cluster cluster;

    public ClusterMembers(ActorSystem<?> system) {
        this.cluster = Cluster.get(system);
    }

    @Override
    public List<Seen> seen() {
        CurrentClusterState state = cluster.state();
        Set<Member> unreachable = state.getUnreachable();
        Member self = cluster.selfMember();
        return StreamSupport.stream(state.getMembers().spliterator(), false)
                .map(member -> new Seen(
                        member.address().hostPort().replaceFirst(".*@", ""),
                        member.status().toString(),
                        !unreachable.contains(member),
                        member.uniqueAddress().equals(self.uniqueAddress()),
                        member.appVersion().version(),
                        member.getRoles().stream()
                                .filter(role -> !role.startsWith(DATA_CENTER))
                                .collect(Collectors.toSet())))
                .toList();
    }
}
