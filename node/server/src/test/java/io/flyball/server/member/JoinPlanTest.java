package io.flyball.server.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JoinPlanTest {
    private static final String SELF = "10.0.0.1:7700";
    private static final String SECOND = "10.0.0.2:7700";
    private static final String THIRD = "10.0.0.3:7700";

    @Test
    void aMemberWithNothingToJoinFormsTheCluster() {
        assertThat(JoinPlan.of(SELF, List.of(), List.of())).isEqualTo(new JoinPlan(List.of(), true));
    }

    @Test
    void theFirstMemberLooksForTheMembersItKnewBeforeItFormsACluster() {
        assertThat(JoinPlan.of(SELF, List.of(), List.of(SECOND, THIRD)))
                .isEqualTo(new JoinPlan(List.of(SECOND, THIRD), true));
    }

    @Test
    void aMemberThatIsToldToJoinNeverFormsACluster() {
        assertThat(JoinPlan.of(SELF, List.of(SECOND), List.of(SECOND, THIRD)))
                .isEqualTo(new JoinPlan(List.of(SECOND, THIRD), false));
    }

    @Test
    void inOneListForAllMembersTheFirstOfTheListFormsTheCluster() {
        List<String> all = List.of(SELF, SECOND, THIRD);
        assertThat(JoinPlan.of(SELF, all, List.of())).isEqualTo(new JoinPlan(List.of(SECOND, THIRD), true));
        assertThat(JoinPlan.of(SECOND, all, List.of())).isEqualTo(new JoinPlan(List.of(SELF, THIRD), false));
    }
}
