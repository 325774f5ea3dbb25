package io.flyball.simulator.controller;

import io.flyball.policy.document.PolicyDefaults;
import io.flyball.policy.document.ScalingBehavior;
import io.flyball.policy.document.ScalingBehavior.Direction;
import io.flyball.policy.document.ScalingRule.Load;
import io.flyball.policy.scale.Decision;
import io.flyball.policy.scale.HpaPass;
import io.flyball.policy.scale.InstanceReading;
import io.flyball.policy.scale.InstanceRules;
import io.flyball.policy.scale.Pace;
import io.flyball.policy.scale.Proposal;
import io.flyball.policy.scale.ScalingHistory;
import io.flyball.policy.scale.Tolerance;
import io.flyball.protocol.model.Metrics;
import io.flyball.simulator.engine.VirtualTime;
import io.flyball.simulator.plant.Fleet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Kubernetes' Horizontal Pod Autoscaler v2 with its defaults: tolerance 10 %, down window 300 s, up by 4 or 100 % per 15 s.
 * The arithmetic is that of {@code policy.scale}, which gives HPA's own results on HPA's own cases.
 */
public class Hpa implements Controller {
    /** What was wanted exactly 300 s ago still counts. */
    private static final Direction SCALE_DOWN = new Direction(
            PolicyDefaults.SCALE_DOWN.stabilization().plusMillis(1),
            PolicyDefaults.SCALE_DOWN.select(),
            PolicyDefaults.SCALE_DOWN.policies(),
            PolicyDefaults.SCALE_DOWN.tolerance());

    private static final ScalingBehavior BEHAVIOR = new ScalingBehavior(PolicyDefaults.SCALE_UP, SCALE_DOWN);
    private static final Tolerance TOLERANCE = new Tolerance(PolicyDefaults.TOLERANCE, PolicyDefaults.TOLERANCE);

    private final String name;
    private final Bounds bounds;
    private final Load rule;
    private final List<Mark> marks = new ArrayList<>();
    private ScalingHistory history = ScalingHistory.NONE;

    /** @param target wanted mean of cpu, in (0, 1] */
    public Hpa(Bounds bounds, double target) {
        this("hpa", bounds, target);
    }

    Hpa(String name, Bounds bounds, double target) {
        this.name = name;
        this.bounds = bounds;
        this.rule = new Load(Metrics.CPU, target); // HPA's AverageValue: its Utilization has whole percents only
    }

    @Override
    public final String name() {
        return name;
    }

    /** What is wanted besides the target of utilization. */
    List<Proposal> more(long now, double load, double target) {
        return List.of();
    }

    @Override
    public final void tick(long now, Fleet fleet) {
        Instant at = VirtualTime.at(now);
        int current = fleet.target();
        List<InstanceReading> readings = Utilization.of(rule.metric(), fleet);
        List<Proposal> proposals = new ArrayList<>();
        proposals.add(InstanceRules.propose(rule, current, readings, TOLERANCE));
        proposals.addAll(more(now, Utilization.total(readings), rule.perInstance()));
        HpaPass.Outcome outcome = HpaPass.decide(
                at,
                current,
                new HpaPass.Bounds(bounds.min(), bounds.max(), true),
                new Pace.ByBehavior(BEHAVIOR),
                proposals,
                history);
        history = outcome.history();
        Decision decision = outcome.decision();
        if (!decision.isHold()) {
            history = history.changed(at, decision.desired() - current, BEHAVIOR);
            fleet.scale(decision.desired());
            marks.add(new Mark(
                    now, "instances", String.valueOf(current), String.valueOf(decision.desired()), decision.reasons()));
        }
    }

    @Override
    public final void failOver(long now) {
        history = ScalingHistory.NONE;
    }

    @Override
    public final List<Mark> marks() {
        List<Mark> taken = List.copyOf(marks);
        marks.clear();
        return taken;
    }
}
