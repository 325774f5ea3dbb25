package io.flyball.simulator.controller;

import io.flyball.policy.vertical.Band;
import io.flyball.policy.vertical.Recommendation;
import io.flyball.policy.vertical.UsageHistory;
import io.flyball.policy.vertical.UsageSample;
import io.flyball.policy.vertical.VerticalPlan;
import io.flyball.policy.vertical.VerticalPlan.Instance;
import io.flyball.policy.vertical.VerticalSettings;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.simulator.engine.VirtualTime;
import io.flyball.simulator.plant.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Kubernetes' Vertical Pod Autoscaler with its defaults, processors only: the count stays, instances are restarted with
 * another size where their request leaves the band, at most half of them at once. The arithmetic is that of
 * {@code policy.vertical}, which gives VPA's own results on VPA's own cases. One processor stands for one instance as it was
 * at the beginning.
 */
public final class Vpa implements Controller {
    private static final long MINUTE = 60_000;
    private static final double MILLI = 1000;

    private final Map<NodeId, Sized> sizes = new LinkedHashMap<>();
    private final List<Mark> marks = new ArrayList<>();
    private UsageHistory history = UsageHistory.empty(VerticalSettings.DEFAULTS);
    private long looked = Long.MIN_VALUE;

    private record Sized(long milli, long since) {}

    @Override
    public String name() {
        return "vpa";
    }

    @Override
    public void tick(long now, Fleet fleet) {
        if (looked != Long.MIN_VALUE && now < looked + MINUTE) {
            return;
        }
        looked = now;
        List<UsageSample> batch = fleet.reports().stream()
                .map(report -> UsageSample.of(report.node().value(), report.sample()))
                .toList();
        history = history.plus(VirtualTime.at(now), batch);
        List<InstanceView> views = fleet.instances();
        sizes.keySet().retainAll(views.stream().map(InstanceView::node).toList());
        views.forEach(view -> sizes.putIfAbsent(view.node(), new Sized((long) MILLI, now)));
        Recommendation recommendation = Recommendation.of(history, 1);
        Optional<Band> cpu = recommendation.cpu();
        if (cpu.isPresent()) {
            List<Instance> instances =
                    views.stream().map(view -> instance(view, now)).toList();
            VerticalPlan plan =
                    VerticalPlan.of(recommendation, instances, views.size(), VerticalPlan.Settings.DEFAULTS);
            for (InstanceView view : views) {
                if (plan.now().contains(view.node().value())) {
                    restart(view.node(), cpu.get().target(), now, fleet, recommendation.reasons());
                }
            }
        }
    }

    private Instance instance(InstanceView view, long now) {
        Sized sized = sizes.get(view.node());
        return new Instance(
                view.node().value(),
                Optional.of(sized.milli()),
                Optional.empty(),
                Optional.of(Duration.ofMillis(now - sized.since())),
                view.state() != InstanceState.READY,
                false);
    }

    private void restart(NodeId node, long milli, long now, Fleet fleet, List<String> reasons) {
        Sized was = sizes.get(node);
        if (was.milli() != milli && fleet.resize(node, milli / MILLI)) {
            sizes.put(node, new Sized(milli, now));
            marks.add(new Mark(now, node + " cpu", was.milli() + "m", milli + "m", reasons));
        }
    }

    @Override
    public List<Mark> marks() {
        List<Mark> taken = List.copyOf(marks);
        marks.clear();
        return taken;
    }
}
