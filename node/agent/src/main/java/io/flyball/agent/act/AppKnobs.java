package io.flyball.agent.act;

import io.flyball.agent.jvm.AppBeans;
import io.flyball.agent.jvm.AppBeans.AppBean;
import io.flyball.agent.jvm.AppBeans.Kind;
import io.flyball.agent.jvm.JvmConnection;
import io.flyball.agent.jvm.MBeanRefusedException;
import io.flyball.protocol.model.Capability;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knobs that the service itself offers: {@code app.<pool>.size}, {@code app.<limit>.limit}, {@code app.<cache>.capacity}. */
final class AppKnobs {
    private final JvmConnection jvm;
    private final Envelopes envelopes;

    AppKnobs(JvmConnection jvm, Envelopes envelopes) {
        this.jvm = jvm;
        this.envelopes = envelopes;
    }

    List<Knob> find() throws IOException {
        List<Knob> knobs = new ArrayList<>();
        for (AppBean bean : AppBeans.find(jvm)) {
            knobs.add(knob(bean));
        }
        return knobs;
    }

    private Knob knob(AppBean bean) throws IOException {
        String name = bean.metric(bean.kind().value());
        try {
            Envelope own = new Envelope(jvm.readLong(bean.bean(), "Min"), jvm.readLong(bean.bean(), "Max"));
            Envelope bounds = envelopes.of(name, own);
            Capability shape = new Capability(
                    name,
                    0,
                    bounds.min(),
                    bounds.max(),
                    bean.kind().unit(),
                    true,
                    "effect: " + bean.metric(bean.kind().effect()));
            return new AttributeKnob(
                    jvm, bean.bean(), "Value", bean.kind() == Kind.CACHE, shape, Optional.of(evidence(bean)));
        } catch (MBeanRefusedException | IllegalArgumentException e) {
            return new Missing(name, bean.kind().unit(), e.getMessage());
        }
    }

    private Evidence evidence(AppBean bean) {
        return new Occupancy(bean.metric(bean.kind().effect()), () -> {
            Map<String, Object> values = jvm.read(bean.bean(), "Effect", "Queue");
            if (!(values.get("Effect") instanceof Number effect)) {
                throw new MBeanRefusedException("cannot read Effect of " + bean.bean());
            }
            boolean waiting = values.get("Queue") instanceof Number queue && queue.longValue() > 0;
            return new Evidence.Reading(effect.doubleValue(), waiting);
        });
    }
}
