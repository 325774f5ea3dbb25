package io.flyball.simulator.whatif;

import io.flyball.planner.service.Effect;
import io.flyball.planner.service.PlannerState;
import io.flyball.policy.document.Policy;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.Step;
import io.flyball.protocol.model.Token;
import io.flyball.simulator.controller.Paced;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;

/**
 * Evaluates a policy on a recorded load: the planner's own states, on virtual time, with instances that share the load
 * evenly and carry a stated capacity each. Nothing else is modelled: no queues, no warm-up, no latency; rules on metrics
 * that are not simulated propose nothing, and say so.
 *
 * <p>The planner decides each {@code monitoring.interval}, but not more often than four times per recorded value and
 * each 15 s.
 */
public final class WhatIf {
    private static final Duration SHORTEST_STEP = Duration.ofSeconds(15);
    private static final long MOST_STEPS = 2_000_000;

    private final Question question;
    private final Policy policy;
    private final long step;
    private final VirtualAgent agent;
    private final Set<NodeId> introduced = new HashSet<>();
    private final Map<String, DecisionRecord> decisions = new LinkedHashMap<>();
    private final List<Answer.Point> points = new ArrayList<>();
    private PlannerState planner;
    private Instant now;
    private int dropped;
    private int readyBefore;

    private WhatIf(Question question) {
        this.question = question;
        this.step = step(question);
        this.policy = Paced.each(question.policy(), Duration.ofMillis(step));
        this.agent = new VirtualAgent(policy.service(), question.start());
        this.now = question.first();
        this.planner =
                PlannerState.recovering(policy.service(), "what-if", new Token(1, "what-if"), Optional.empty(), now);
    }

    /** @param progress told the share that is done, now and then */
    public static Answer answer(Question question, DoubleConsumer progress) {
        return new WhatIf(question).run(progress);
    }

    /** Time between two decisions in milliseconds. */
    static long step(Question question) {
        long[] times = question.times();
        long between = times.length < 2 ? 0 : (times[times.length - 1] - times[0]) / (times.length - 1);
        long interval = question.policy().monitoring().interval().toMillis();
        long step = Math.max(interval, Math.min(SHORTEST_STEP.toMillis(), Math.max(1, between)));
        step = Math.max(step, between / 4);
        return Math.max(step, (times[times.length - 1] - times[0]) / MOST_STEPS);
    }

    private Answer run(DoubleConsumer progress) {
        agent.warm(question.instances(), now);
        run(planner.directive(now, Optional.of(policy), policy.name() + "#what-if", Optional.empty()));
        tell();
        long first = question.times()[0];
        long last = question.times()[question.times().length - 1];
        int at = 0;
        int steps = 0;
        for (long time = first; time <= last; time += step) {
            now = Instant.ofEpochMilli(time);
            while (at + 1 < question.times().length && question.times()[at + 1] <= time) {
                at++;
            }
            second(question.load()[at]);
            if (steps++ % 1_000 == 0) {
                progress.accept((double) (time - first) / Math.max(1, last - first));
            }
        }
        List<DecisionRecord> all = new ArrayList<>(decisions.values());
        return new Answer(points, all, dropped);
    }

    private void second(double load) {
        List<NodeId> ready = agent.ready(now);
        if (ready.size() != readyBefore) {
            readyBefore = ready.size();
            tell();
        }
        for (NodeId node : ready) {
            if (introduced.add(node)) {
                run(planner.connected(
                        now,
                        node,
                        VirtualAgent.NAME,
                        "virtual",
                        List.of(),
                        new InForce(Token.NONE, 0, List.of(), List.of())));
            }
            run(planner.observed(now, node, sample(load, ready.size())));
        }
        run(planner.tick(now));
        double carried = ready.size() * question.capacity();
        double utilization = carried > 0 ? load / carried : Double.POSITIVE_INFINITY;
        points.add(new Answer.Point(now.toEpochMilli(), load, ready.size(), agent.running(), utilization));
    }

    private Sample sample(double load, int ready) {
        Map<String, Double> values = new HashMap<>();
        values.put(Metrics.READY, 1.0);
        if (Double.isFinite(load)) {
            double share = Math.max(0, load) / ready;
            double busy = Math.min(1, share / question.capacity());
            values.put(Metrics.THROUGHPUT, Math.min(share, question.capacity()));
            values.put(Metrics.CPU, busy);
            values.put(Metrics.HOST_CPU, busy);
            values.put(Metrics.ERROR_RATE, 0.0);
            values.put(question.metric(), share);
        }
        return new Sample(now, values);
    }

    private void tell() {
        run(planner.instances(
                now,
                VirtualAgent.NAME,
                agent.token(),
                agent.revision(),
                agent.running(),
                Integer.MAX_VALUE / 2,
                agent.views(now)));
    }

    private void run(Step<PlannerState, Effect> taken) {
        planner = taken.next();
        for (Effect effect : taken.effects()) {
            if (effect instanceof Effect.SendToAgent send && send.message() instanceof LinkMessage.SetInstances set) {
                obey(set);
            } else if (effect instanceof Effect.Remember remember) {
                remember(remember.decision());
            } else if (effect instanceof Effect.Refit refit) { // virtual time waits for it
                run(planner.refitted(now, refit.rule(), Optional.of(refit.work().run())));
            }
        }
    }

    private void obey(LinkMessage.SetInstances command) {
        List<NodeId> stopped = new ArrayList<>();
        if (agent.obey(command, now, stopped)) {
            stopped.forEach(introduced::remove);
            stopped.forEach(node -> run(planner.gone(now, node, true, "stopped")));
            readyBefore = agent.ready(now).size();
            tell();
        }
    }

    private void remember(DecisionRecord decision) {
        if (decision.kind() != Kind.INSTANCES) {
            return;
        }
        if (decisions.size() < Answer.MOST_DECISIONS || decisions.containsKey(decision.id())) {
            decisions.put(decision.id(), decision);
        } else {
            dropped++;
        }
    }
}
