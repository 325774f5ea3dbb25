package io.flyball.server.http.answer;

import io.flyball.server.http.port.Members;
import java.util.List;
import java.util.TreeSet;

/** The planner members as one of them sees them. */
public record MembersAnswer(List<Member> members) {
    /** @param self whether this is the member that answered */
    public record Member(
            String address, String status, boolean reachable, boolean self, String version, List<String> roles) {}

    public static MembersAnswer of(List<Members.Seen> seen) {
        return new MembersAnswer(seen.stream()
                .map(member -> new Member(
                        member.address(),
                        member.status(),
                        member.reachable(),
                        member.self(),
                        member.version(),
                        List.copyOf(new TreeSet<>(member.roles()))))
                .toList());
    }
}
