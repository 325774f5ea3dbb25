package io.flyball.server.member;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which members to ask, and whether this one may form a cluster when none of them answers.
 *
 * <p>Only the first member forms a cluster: the one started without members to join, or whose own address leads the
 * list. It, too, first looks for the members that it knew when it last ran; after a restart it comes back to them instead
 * of forming a second cluster. All others ask until they are answered.
 *
 * @param ask addresses {@code host:port}, without this member's own
 */
public record JoinPlan(List<String> ask, boolean mayForm) {
    public JoinPlan {
        ask = List.copyOf(ask);
    }

    /**
     * @param self this member's own address
     * @param join what the operator listed
     * @param known members of the last run
     */
    public static JoinPlan of(String self, List<String> join, List<String> known) {
        Set<String> ask = new LinkedHashSet<>(join);
        ask.addAll(known);
        ask.remove(self);
        boolean first = join.isEmpty() || join.get(0).equals(self);
        return new JoinPlan(new ArrayList<>(ask), first);
    }
}
