package io.flyball.policy.optimizer;

import static io.flyball.policy.optimizer.Windows.NOW;
import static io.flyball.policy.optimizer.Windows.POOL;
import static io.flyball.policy.optimizer.Windows.want;
import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.optimizer.OptimizerPlan.Planned;
import io.flyball.policy.optimizer.OptimizerRound.Wanted;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import io.flyball.protocol.model.TuningParameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptimizerPlanTest {
    private final ServiceWindow window = Windows.service(Windows.node("n-1"));

    @Test
    void anAnswerBecomesAChangeWithItsOrigin() {
        Planned planned = plan(round("little", NOW, new Setting(POOL, 20), new Setting(Knobs.GC_RUN, 1)));
        assertThat(planned.advice().isChange()).isTrue();
        assertThat(planned.advice().settings()).containsExactly(new Setting(POOL, 20), new Setting(Knobs.GC_RUN, 1));
        assertThat(planned.advice().reasons()).containsExactly("optimizer little", "10 are wanted, 4 are there");
        assertThat(planned.originals()).containsExactly(new Setting(POOL, 10));
        assertThat(planned.subject()).isEqualTo(POOL);
        assertThat(planned.inputs()).containsEntry("busy", 0.9);
    }

    @Test
    void severalKnobsAreOneChangeUndoneInReverse() {
        Planned planned = plan(round("pair", NOW, new Setting(POOL, 20), new Setting(Knobs.TOMCAT_MAX_THREADS, 40)));
        assertThat(planned.subject()).isEqualTo("optimizer:pair");
        assertThat(planned.originals())
                .containsExactly(new Setting(Knobs.TOMCAT_MAX_THREADS, 4), new Setting(POOL, 10));
    }

    @Test
    void aKnobHasOneOwner() {
        OptimizerRound first = round("first", NOW, new Setting(POOL, 20));
        OptimizerRound second = round("second", NOW, new Setting(POOL, 30));
        List<Planned> plan = OptimizerPlan.of(window, List.of(first, second), Set.of());
        assertThat(plan.get(0).advice().isChange()).isTrue();
        assertThat(plan.get(1).advice().isChange()).isFalse();
        assertThat(plan.get(1).advice().reasons()).contains("app.orders.size is moved by optimizer first");
        assertThat(OptimizerPlan.of(window, List.of(first), Set.of(POOL))
                        .get(0)
                        .advice()
                        .reasons())
                .contains("app.orders.size is moved by a rule of the policy");
    }

    @Test
    void whatIsOldGoneSetOrNotAllowedAnyMoreIsLeft() {
        Setting twenty = new Setting(POOL, 20);
        assertThat(topic(plan(round("x", NOW.minusSeconds(31), twenty)))).isEqualTo("optimizer-x-stale");
        assertThat(topic(plan(round("x", NOW.plusSeconds(1), twenty)))).isEqualTo("optimizer-x-stale");
        assertThat(plan(round("x", NOW.minusSeconds(30), twenty)).advice().isChange())
                .isTrue();
        assertThat(topic(plan(round("x", NOW)))).isEqualTo("optimizer-x-not-now");
        assertThat(topic(plan(round("x", NOW, new Setting(POOL, 10))))).isEqualTo("optimizer-x-set");
        assertThat(topic(OptimizerPlan.of(Windows.service(), List.of(round("x", NOW, twenty)), Set.of())
                        .get(0)))
                .isEqualTo("optimizer-x-node-gone");
        NodeWindow was = Windows.node("n-1");
        NodeWindow smaller = new NodeWindow(
                was.id(),
                was.jvm(),
                was.unchangedSince(),
                was.samples(),
                List.of(new Capability(POOL, 10, 1, 15, "connections", true, "")),
                InForce.NOTHING);
        Planned refused = OptimizerPlan.of(Windows.service(smaller), List.of(round("x", NOW, twenty)), Set.of())
                .get(0);
        assertThat(topic(refused)).isEqualTo("optimizer-x-capability");
        assertThat(refused.advice().reasons())
                .contains("the node changed since: parameters.app.orders.size = 20: must be 1 to 15, which n-1 allows");
    }

    @Test
    void aValueOnTrialOrInForceCountsAsSet() {
        NodeWindow was = Windows.node("n-1");
        NodeWindow changed = new NodeWindow(
                was.id(),
                was.jvm(),
                was.unchangedSince(),
                was.samples(),
                was.capabilities(),
                new InForce(Token.NONE, 3, List.of(new Setting(POOL, 20)), List.of()));
        assertThat(topic(OptimizerPlan.of(
                                Windows.service(changed), List.of(round("x", NOW, new Setting(POOL, 20))), Set.of())
                        .get(0)))
                .isEqualTo("optimizer-x-set");
    }

    private Planned plan(OptimizerRound round) {
        return OptimizerPlan.of(window, List.of(round), Set.of()).get(0);
    }

    private static String topic(Planned planned) {
        assertThat(planned.advice().isChange()).isFalse();
        assertThat(planned.originals()).isEmpty();
        return planned.advice().topic();
    }

    private static OptimizerRound round(String optimizer, Instant at, Setting... settings) {
        Setting[] wanted = settings.length == 0 ? new Setting[] {new Setting(POOL, 20)} : settings;
        return new OptimizerRound(
                optimizer,
                at,
                new Analysis(Map.of("busy", 0.9), List.of()),
                List.of(new Wanted(want("n-1", wanted), new TuningParameters(List.of(settings)))));
    }
}
