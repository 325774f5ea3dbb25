package io.flyball.planner.service;

import io.flyball.planner.service.Outlook.Capacity;
import io.flyball.planner.service.Outlook.Load;
import io.flyball.policy.capacity.CapacityMemory;
import io.flyball.policy.capacity.CapacityPoint;
import io.flyball.policy.capacity.CapacitySettings;
import io.flyball.policy.capacity.LearnedCapacity;
import io.flyball.policy.capacity.LearnedCapacity.Learned;
import io.flyball.policy.capacity.LearnedCapacity.NotLearned;
import io.flyball.policy.document.ScalingConfig;
import io.flyball.policy.document.ScalingRule;
import io.flyball.policy.document.ScalingRule.Headroom;
import io.flyball.policy.document.ScalingRule.LearnedLoad;
import io.flyball.policy.document.ScalingRule.Measured;
import io.flyball.policy.document.ScalingRule.Predictive;
import io.flyball.policy.document.ScalingRule.Resource;
import io.flyball.policy.forecast.ForecastTracker;
import io.flyball.policy.forecast.Prediction;
import io.flyball.policy.forecast.TrackerSettings;
import io.flyball.policy.headroom.LoadRise;
import io.flyball.policy.headroom.RiseSettings;
import io.flyball.policy.headroom.Upper;
import io.flyball.policy.scale.Disruption;
import io.flyball.policy.scale.Expected;
import io.flyball.protocol.model.MetricColumn;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.OptimizationFeedback;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps the {@link Outlook} of a service up, and says what the rules need of it. */
final class Foresight {
    /** A refit that did not come back is asked for again. */
    private static final Duration ASK_AGAIN_AFTER = Duration.ofMinutes(1);
    /** What was learned changes slowly. */
    private static final Duration LEARN_EVERY = Duration.ofSeconds(10);

    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final Duration UNKNOWN_HOLD = Duration.ofHours(1);
    private static final Duration AGO = Duration.ofMinutes(5);
    private static final double FELL = 0.7;
    private static final double MUCH = 1.25;

    private final Turn turn;
    private final ScalingConfig config;
    private final Readings readings;
    private final Set<String> suspicious;

    /** @param suspicious metrics whose zeros are not believed, so that nothing is learned from them */
    Foresight(Turn turn, ScalingConfig config, Readings readings, Set<String> suspicious) {
        this.turn = turn;
        this.config = config;
        this.readings = readings;
        this.suspicious = suspicious;
    }

    /** Settings changed for good: the service is not the one that was learned. */
    static void kept(Turn turn, Trial trial) {
        double gain =
                trial.feedback().map(OptimizationFeedback::performanceImpact).orElse(Double.NaN);
        double share = trial.nodes().size() / (double) Math.max(1, turn.nodes.size());
        turn.outlook = turn.outlook.changed(trial.subject(), gain, share, turn.now);
    }

    /** What this tick shows is remembered. */
    void observe() {
        turn.outlook =
                turn.outlook.only(config.rules()).with(turn.outlook.starts().seeing(turn.now, turn.agents.values()));
        for (ScalingRule rule : config.rules()) {
            if (rule instanceof Predictive predictive) {
                forecast(predictive);
            } else if (rule instanceof LearnedLoad learned) {
                learn(learned);
            } else if (rule instanceof Headroom headroom) {
                watch(headroom);
            }
        }
        watchOutage();
    }

    private void forecast(Predictive rule) {
        Load was = turn.outlook.loads().get(rule);
        if (was == null) {
            TrackerSettings settings = TrackerSettings.of(
                    rule.season(),
                    horizon(rule),
                    rule.quantile(),
                    turn.monitoring().interval());
            was = new Load(ForecastTracker.start(settings), Optional.empty());
            turn.effects.add(new Effect.Recall(rule, turn.now.minus(settings.history()), turn.now, settings.bucket()));
        }
        ForecastTracker tracker = was.tracker().collect(turn.now, total(rule.metric()));
        boolean isAsked = was.askedAt()
                .filter(at -> Duration.between(at, turn.now).compareTo(ASK_AGAIN_AFTER) < 0)
                .isPresent();
        Optional<ForecastTracker.Refit> due = isAsked
                ? Optional.empty()
                : tracker.refit(turn.now, tracker.settings().withHorizon(horizon(rule)));
        due.ifPresent(work -> turn.effects.add(new Effect.Refit(rule, work)));
        turn.outlook =
                turn.outlook.with(rule, new Load(tracker, due.isPresent() ? Optional.of(turn.now) : was.askedAt()));
    }

    /** A start time that is measured a little anew is no reason to learn everything anew. */
    private void watch(Headroom rule) {
        Duration interval = turn.monitoring().interval();
        Duration horizon = rule.horizon().orElse(startTime()).plus(interval.multipliedBy(2));
        LoadRise was = turn.outlook.rises().get(rule);
        RiseSettings wanted = RiseSettings.of(horizon, rule.quantile(), interval);
        LoadRise known = was == null ? LoadRise.start(wanted) : was;
        double change = horizon.toMillis() / (double) known.settings().horizon().toMillis();
        LoadRise settled = change > MUCH || change < 1 / MUCH ? known.with(wanted) : known;
        turn.outlook = turn.outlook.with(rule, settled.observe(turn.now, newest(rule.metric())));
    }

    Upper rising(Headroom rule) {
        LoadRise rise = turn.outlook.rises().get(rule);
        return rise == null ? new Upper(Double.NaN, Double.NaN, "nothing was measured") : rise.upper();
    }

    private double newest(String metric) {
        return suspicious.contains(metric) ? Double.NaN : readings.newestTotal(metric);
    }

    private double total(String metric) {
        return suspicious.contains(metric) ? Double.NaN : readings.of(metric).total();
    }

    private void learn(LearnedLoad rule) {
        Capacity was = turn.outlook.capacities().get(rule);
        Resource full = fullness();
        if (was == null) {
            CapacitySettings settings =
                    CapacitySettings.DEFAULTS.at(full.target(), CapacitySettings.Signal.UTILIZATION);
            CapacityMemory empty = CapacityMemory.empty(settings);
            was = new Capacity(settings, empty, empty.learn(), turn.now, Optional.empty());
        }
        Readings.OfMetric load = readings.of(rule.metric());
        Readings.OfMetric signal = readings.of(full.metric());
        boolean isUsable = load.isSettled()
                && signal.isSettled()
                && !turn.isWarmingUp()
                && turn.trial.isEmpty() // what is tried is not what the service is
                && !suspicious.contains(rule.metric());
        CapacityMemory memory = isUsable
                ? was.memory().plus(new CapacityPoint(turn.now, load.instances().size(), load.total(), signal.mean()))
                : was.memory();
        Duration since = Duration.between(was.learnedAt(), turn.now);
        boolean again = memory != was.memory() && (since.isNegative() || since.compareTo(LEARN_EVERY) >= 0);
        turn.outlook = turn.outlook.with(
                rule,
                new Capacity(
                        was.settings(),
                        memory,
                        again ? memory.learn() : was.known(),
                        again ? turn.now : was.learnedAt(),
                        was.before()));
    }

    /** An instance is full where the policy says so, else at 60 % of its processors. */
    private Resource fullness() {
        return config.rules().stream()
                .filter(Resource.class::isInstance)
                .map(Resource.class::cast)
                .filter(rule -> rule.request().isEmpty())
                .findFirst()
                .orElse(new Resource(Metrics.CPU, CapacitySettings.DEFAULTS.target()));
    }

    private void watchOutage() {
        double throughput = total(Metrics.THROUGHPUT);
        double errors = readings.of(Metrics.ERROR_RATE).mean();
        boolean isLow = throughput < FELL * turn.outlook.outage().usual();
        turn.outlook =
                turn.outlook.with(turn.outlook.outage().seeing(turn.now, throughput, errors, isLow ? dropped() : 0));
    }

    /** Share of the nodes that serve less than some minutes ago; looked at only when the whole does. */
    private double dropped() {
        MetricColumn column = new MetricColumn(Metrics.THROUGHPUT);
        Instant then = turn.now.minus(AGO);
        int serving = 0;
        int fell = 0;
        for (Node node : turn.nodes) {
            double now = node.window().mean(column, readings.since(), turn.now);
            double before = node.window().mean(column, then, readings.since());
            serving += now >= 0 ? 1 : 0;
            fell += now < FELL * before ? 1 : 0;
        }
        return serving == 0 ? 0 : fell / (double) serving;
    }

    Duration startTime() {
        return config.startTime().orElse(turn.outlook.starts().usual());
    }

    private Duration horizon(Predictive rule) {
        return rule.horizon().orElse(startTime()).plus(turn.monitoring().interval());
    }

    LearnedCapacity capacity(Measured rule) {
        Capacity known = rule instanceof LearnedLoad ? turn.outlook.capacities().get(rule) : null;
        return known == null ? new NotLearned("nothing was measured") : known.best();
    }

    Expected expected(Predictive rule) {
        Load load = turn.outlook.loads().get(rule);
        if (load == null) {
            return Expected.unknown("not enough history: nothing was measured");
        }
        Prediction prediction = load.tracker().prediction();
        return new Expected(
                prediction.value(),
                prediction.upper(),
                load.tracker().settings().horizon(),
                prediction.qualified(),
                prediction.provenToRelease(),
                String.join("; ", prediction.reasons()));
    }

    Disruption disruption() {
        return new Disruption(
                startTime(),
                DRAIN,
                Double.NaN,
                Double.NaN,
                turn.scaling.flaps().usualHold().orElse(UNKNOWN_HOLD));
    }

    /** The numbers that a decision was made with. */
    void explain(Map<String, Double> inputs) {
        for (ScalingRule rule : config.rules()) {
            if (rule instanceof Predictive predictive) {
                Expected expected = expected(predictive);
                put(inputs, "forecast." + predictive.metric(), expected.value());
                put(inputs, "forecast.upper", expected.upper());
                put(inputs, "forecast.horizon", expected.horizon().toMillis() / 1000.0);
            } else if (rule instanceof LearnedLoad learned && capacity(learned) instanceof Learned known) {
                put(inputs, "capacity.perInstance", known.perInstance());
                put(inputs, "capacity.low", known.low());
                put(inputs, "capacity.high", known.high());
            } else if (rule instanceof Headroom headroom) {
                Upper upper = rising(headroom);
                put(inputs, "headroom.load", upper.load());
                put(inputs, "headroom.upper", upper.value());
            }
        }
        put(inputs, "start.time", startTime().toMillis() / 1000.0);
    }

    private static void put(Map<String, Double> inputs, String name, double value) {
        if (Double.isFinite(value)) {
            inputs.put(name, value);
        }
    }
}
