package io.flyball.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.automate.Action;
import io.flyball.policy.automate.AlertRule;
import io.flyball.policy.automate.Cron;
import io.flyball.policy.document.CacheOptimization.Eviction;
import io.flyball.policy.document.ConnectionPool.Downstream;
import io.flyball.policy.document.LimiterConfig.Algorithm;
import io.flyball.policy.document.MemoryOptimization.HeapBounds;
import io.flyball.policy.document.MemoryOptimization.HeapFleet;
import io.flyball.policy.document.MemoryOptimization.LaunchAdvice;
import io.flyball.policy.document.PolicyReader.Problem;
import io.flyball.policy.document.RolloutConfig.Wave;
import io.flyball.policy.document.ScalingConfig.FlapBudget;
import io.flyball.policy.document.ScalingRule.Combine;
import io.flyball.policy.document.ThreadOptimization.Affinity;
import io.flyball.policy.document.ValidationConfig.Mode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every section and every rule that a policy can have. */
class WholePolicyTest {
    private final Policy policy = PolicyReader.read(
                    Documents.tree(Documents.file("policies/src/test/resources/io/flyball/policy/whole.yaml")))
            .policy()
            .orElseThrow();

    @Test
    void readsEveryRule() {
        ScalingConfig scaling = policy.scaling().orElseThrow();
        assertThat(scaling.settle()).isEqualTo(Duration.ofSeconds(30));
        assertThat(scaling.flapBudget()).contains(new FlapBudget(20, Duration.ofHours(1)));
        assertThat(scaling.startTime()).contains(Duration.ofSeconds(45));
        assertThat(scaling.rules())
                .containsExactly(
                        new ScalingRule.Resource("cpu", 0.6),
                        new ScalingRule.Resource("cpu.cores", 1.2, OptionalDouble.of(0.5)),
                        new ScalingRule.LearnedLoad("throughput", 0.8, 0.25, OptionalDouble.of(300)),
                        new ScalingRule.Load("tomcat.threads.busy", 20),
                        new ScalingRule.Total("app.orders.queued", Combine.SUM, true, 30),
                        new ScalingRule.Predictive("throughput", Optional.empty(), Optional.empty(), 0.95, false),
                        new ScalingRule.Predictive(
                                "cpu",
                                Optional.of(Duration.ofDays(1)),
                                Optional.of(Duration.ofMinutes(10)),
                                0.95,
                                true),
                        new ScalingRule.Headroom("cpu", 0.9, 0.998, Optional.of(Duration.ofMinutes(3))),
                        new ScalingRule.Cost(0.12, 0.5),
                        new ScalingRule.Schedule(
                                Cron.parse("0 8 * * 1-5", ZoneId.of("Europe/Berlin")),
                                Optional.of(Duration.ofHours(10)),
                                Optional.empty(),
                                6));
    }

    @Test
    void readsWhatIsManagedOnANode() {
        ThreadOptimization threads = policy.threads().orElseThrow();
        assertThat(threads.queueDepth()).hasValue(500);
        assertThat(threads.priorityLevels()).hasValue(3);
        assertThat(threads.affinity()).contains(Affinity.AUTO);
        assertThat(policy.connections())
                .containsExactly(new ConnectionPool(
                        "hikari.maximumPoolSize", 2, 30, Optional.of(new Downstream("orders-db", 100, 0.8))));
        assertThat(policy.connections().get(0).downstream().orElseThrow().budget())
                .isEqualTo(80);
        MemoryOptimization memory = policy.memory().orElseThrow();
        assertThat(memory.idleGiveBack()).isTrue();
        assertThat(memory.heap()).contains(new HeapBounds(256L << 20, 2L << 30, 128L << 20, 1.5));
        assertThat(memory.fleet()).contains(new HeapFleet(true, 16L << 30));
        assertThat(memory.cache())
                .contains(new CacheOptimization(
                        Optional.empty(),
                        10_000,
                        200_000,
                        Optional.of(Eviction.LRU),
                        Optional.of(Duration.ofMinutes(10))));
        assertThat(memory.advice()).isEqualTo(new LaunchAdvice(false, true, false));
        VerticalConfig vertical = policy.vertical().orElseThrow();
        assertThat(vertical.cpu().target()).isEqualTo(0.8);
        assertThat(vertical.cpu().max()).hasValue(4);
        assertThat(vertical.memory().min()).isEqualTo(128L << 20);
        assertThat(vertical.apply()).isTrue();
        assertThat(policy.limiter()).contains(new LimiterConfig(Algorithm.GRADIENT2, 4, 200));
    }

    @Test
    void readsHowItIsConducted() {
        assertThat(policy.monitoring().alerts())
                .containsExactly(
                        new AlertRule("error.rate", true, 0.01, Duration.ofMinutes(2), 0.005),
                        new AlertRule("throughput", false, 10, Duration.ofMinutes(1), 11));
        assertThat(policy.monitoring().allAlerts())
                .hasSize(3)
                .contains(new AlertRule("heap.live.ratio", true, 0.85, Duration.ofMinutes(1), 0.85 - 0.085));
        assertThat(policy.validation().mode()).isEqualTo(Mode.KAYENTA);
        assertThat(policy.validation().falseRevertRate()).isEqualTo(0.01);
        AutomationConfig automation = policy.automation();
        assertThat(automation.schedule()).contains(Cron.parse("0 0 2 * * ?", ZoneId.of("Asia/Tokyo")));
        assertThat(automation.thresholds()).extracting(AlertRule::metric).containsExactly("gc.time");
        assertThat(automation.actions())
                .containsExactly(
                        new OptimizationAction("optimize", Map.of("optimizer", "threads", "deep", "true")),
                        new OptimizationAction("custom.mine", Map.of()));
        assertThat(automation.plan().actions()).extracting(Action::name).containsExactly("optimize", "custom.mine");
        assertThat(automation.plan().thresholds()).isEqualTo(automation.thresholds());
        assertThat(policy.rollout().waves())
                .containsExactly(new Wave(false, 1), new Wave(true, 0.25), new Wave(true, 1));
        assertThat(policy.rollout().waves().get(1).of(10)).isEqualTo(3);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "limiter: {algorithm: vega}                | spec.limiter.algorithm = vega: must be none, vegas, gradient2, aimd or envoy; did you mean vegas?",
                "limiter: {minLimit: 9, maxLimit: 5}       | spec.limiter.minLimit = 9: must be at most maxLimit (5)",
                "memory: {cache: {size: 10}}               | spec.memory.cache.size = 10: must be a range, the smaller end first, e.g. 10000..200000",
                "memory: {cache: {size: 9..1}}             | spec.memory.cache.size = 9..1: must be a range, the smaller end first, e.g. 10000..200000",
                "memory: {initial: 1GiB}                   | spec.memory.initial = 1GiB: only with maximum",
                "memory: {initial: 2GiB, maximum: 1GiB}    | spec.memory.initial = 2GiB: must be at most maximum (1GiB)",
                "memory: {softMaxTimesLive: 1, maximum: 1GiB} | spec.memory.softMaxTimesLive = 1: must be a number from 1.5 to 10, e.g. 2",
                "memory: {idleGiveBack: true, gc: {idleGiveBack: false}} | spec.memory.gc.idleGiveBack = false: must not contradict memory.idleGiveBack (true)",
                "threads: {affinity: {cpus: [0, 0]}}       | spec.threads.affinity.cpus = a list: must be a number of processors or a list of their numbers, e.g. [0, 1], or auto",
                "threads: {priorityLevels: 11}             | spec.threads.priorityLevels = 11: must be a whole number from 1 to 10",
                "connections: [{}, {}]                     | spec.connections[1].knob = nothing: must be another one than that of the pools before",
                "connections: [{downstream: {limit: 5}}]   | spec.connections[0].downstream.name = nothing: must be given, e.g. name: orders-db",
                "vertical: {cpu: {target: 99%}}            | spec.vertical.cpu = a mapping: must have lower <= target <= upper",
                "automation: {schedule: daily}             | spec.automation.schedule = daily: must be 5 fields (minute hour day month weekday) or 6 to 7 (second first, year last), not 1",
                "automation: {timezone: Berlin}            | spec.automation.timezone = Berlin: must be a time zone, e.g. Europe/Berlin or UTC",
                "monitoring: {alerts: {cpu: {above: 1, below: 2}}} | spec.monitoring.alerts.cpu = a mapping: must have exactly one of above, below",
                "monitoring: {alerts: {cpu: {above: 80%, clear: 90%}}} | spec.monitoring.alerts.cpu.clear = 90%: must not be above the bound (0.8)",
                "monitoring: {alerts: {cpuu: {above: 80%}}} | spec.monitoring.alerts.cpuu = a mapping: unknown metric: did you mean cpu?",
                "monitoring: {alertThresholds: {cpu: much}} | spec.monitoring.alertThresholds.cpu = much: must be a value, e.g. 0.85",
                "rollout: {waves: [50%, 25%]}              | spec.rollout.waves = a list: must not get smaller, numbers of nodes before shares",
                "rollout: {waves: [0]}                     | spec.rollout.waves[0] = 0: must be a number of nodes from 1 or a share up to 100%, e.g. 25%",
                "rollout: {judge: {metrics: [latncy.p99]}} | spec.rollout.judge.metrics[0] = latncy.p99: unknown metric: did you mean latency.p99?",
            })
    void saysWhatIsWrong(String spec, String problem) {
        assertThat(Documents.read(spec).problems())
                .extracting(Problem::toString)
                .containsExactly(problem);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "predictive: {}                            | rules = a list: must have a load or resource rule of some metric for predictive to plan with",
                "load: {metric: throughput, perInstance: learnd} | rules[0].load.perInstance = learnd: must be a value from 0.001 up, e.g. 400, or learned",
                "load: {metric: throughput, perInstance: 4, headroom: 10%} | rules[0].load.headroom = 10%: only with perInstance: learned",
                "total: {metric: app.q, value: 1, perInstance: 1} | rules[0].total = a mapping: must have exactly one of value, perInstance",
                "schedule: {cron: '0 8 * * *', minInstances: 2} | rules[0].schedule = a mapping: must have exactly one of duration, end",
                "resource: {metric: cpu, target: 120%}     | rules[0].resource.target = 120%: must be a share from 1% to 100%, e.g. 60%",
                "cost: {}                                  | rules[0].cost.instancePerHour = nothing: must be given, e.g. instancePerHour: 0.12",
                "resurce: {metric: cpu, target: 60%}       | rules[0].resurce = a mapping: unknown field: did you mean resource?",
            })
    void saysWhatIsWrongWithARule(String rule, String problem) {
        assertThat(Documents.read("scaling: {maxInstances: 4, rules: [{" + rule + "}]}")
                        .problems())
                .extracting(Problem::toString)
                .contains("spec.scaling." + problem);
    }
}
