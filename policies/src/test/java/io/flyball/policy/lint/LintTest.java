package io.flyball.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.Documents;
import io.flyball.policy.document.PolicyReader;
import io.flyball.policy.lint.Finding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LintTest {
    private static final String RULE = "rules: [{load: {metric: throughput, perInstance: 400}}]";

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "unreachable-threshold | ERROR | rules[0].resource.target = 95%: must be at most 90% | rules: [{resource: {metric: cpu, target: 95%}}]",
                "unreachable-threshold | ERROR | rules[0].total.value = 1: must be below 1 | rules: [{total: {metric: host.cpu, value: 1}}]",
                "unreachable-threshold | ERROR | rules[0].headroom.below = 90: must be at most 100% | rules: [{headroom: {metric: cpu, below: 90}}]",
                "target-without-request | ERROR | rules[0].resource.metric = cpu.cores: must be a share, or have a request | rules: [{resource: {metric: cpu.cores, target: 60%}}]",
                "ratio-metric-with-average | ERROR | rules[0].load.perInstance = 1: must be below 1 | rules: [{load: {metric: heap.live.ratio, perInstance: 1}}]",
                "ratio-metric-with-average | ERROR | rules[0].total.perInstance = 0.5: must be a part | rules: [{total: {metric: host.cpu, perInstance: 0.5}}]",
                "ratio-metric-with-average | ERROR | rules[0].load.metric = cpu: must be a metric that grows | rules: [{load: {metric: cpu, perInstance: learned}}]",
                "ratio-metric-with-average | WARNING | rules[0].load.metric = cpu: must be a metric that is shared | rules: [{load: {metric: cpu, perInstance: 60%}}]",
                "min-equals-max | WARNING | maxInstances = 10: must be above minInstances | minInstances: 10, " + RULE,
                "shrinking-disabled | ERROR | behavior.scaleDown.select = Disabled: must be Max or Min for rules[0].cost | rules: [{cost: {instancePerHour: 1}}], behavior: {scaleDown: {select: Disabled}}",
                "shrinking-disabled | ERROR | behavior.scaleDown.select = Disabled: must be Max or Min for rules[1].predictive | rules: [{load: {metric: throughput, perInstance: 4}}, {predictive: {release: true}}], behavior: {scaleDown: {select: Disabled}}",
                "growth-disabled | WARNING | behavior.scaleUp.select = Disabled: must be | behavior: {scaleUp: {select: Disabled}}, "
                        + RULE,
                "unreachable-growth | WARNING | behavior.scaleUp.policies[0].percent = 300: must be at most 100 | behavior: {scaleUp: {policies: [{percent: 300, period: 15s}]}}, "
                        + RULE,
                "schedule-above-max | ERROR | rules[0].schedule.minInstances = 11: must be at most maxInstances (10) | rules: [{schedule: {cron: '0 8 * * *', duration: 1h, minInstances: 11}}]",
                "schedule-without-effect | WARNING | rules[0].schedule.minInstances = 1: must be above minInstances (1) | rules: [{schedule: {cron: '0 8 * * *', duration: 1h, minInstances: 1}}]",
                "flap-budget-below-range | WARNING | flapBudget.actions = 5: must be at least maxInstances - minInstances (9) | flapBudget: {actions: 5}, "
                        + RULE,
                "window-shorter-than-start | WARNING | cooldownPeriod = 10s: must be at least startTime (45s) | startTime: 45s, cooldownPeriod: 10s, "
                        + RULE,
                "window-shorter-than-start | WARNING | behavior.scaleDown.stabilization = 30s: must be at least startTime (45s) | startTime: 45s, behavior: {scaleDown: {stabilization: 30s}}, "
                        + RULE,
                "horizon-shorter-than-start | ERROR | rules[1].predictive.horizon = 30s: must be at least startTime (1m) | startTime: 1m, rules: [{load: {metric: throughput, perInstance: 4}}, {predictive: {horizon: 30s}}]",
                "horizon-shorter-than-start | ERROR | rules[0].headroom.horizon = 30s: must be at least startTime (1m) | startTime: 1m, rules: [{headroom: {metric: cpu, below: 90%, horizon: 30s}}]",
                "retention-shorter-than-season | ERROR | rules[1].predictive.season = 10d: must be at most half | rules: [{load: {metric: throughput, perInstance: 4}}, {predictive: {season: 10d}}]",
            })
    void findsWhatCannotWorkInScaling(String name, Severity severity, String says, String scaling) {
        finds(name, severity, "spec.scaling." + says, "scaling: {maxInstances: 10, " + scaling + "}");
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "pool-times-instances | ERROR | connections[0].max = 30: must be at most 8: 10 instances x 30 = 300 connections, and db takes 100, of which 80% (80) are ours; lower max to 8, or maxInstances to 2 | connections: [{max: 30, downstream: {name: db, limit: 100}}]",
                "moving-denominator | ERROR | scaling.rules[0].resource.request = 0.5: must not | vertical: {apply: true}",
                "moving-denominator | WARNING | scaling.rules[0].resource.request = 0.5: must be kept | vertical: {}",
                "moving-denominator | ERROR | scaling.rules[1].resource.metric = heap.live.ratio: must not | memory: {maximum: 1GiB}",
                "heap-times-instances | ERROR | memory.initial = 512MiB: must be at most 409MiB | memory: {initial: 512MiB, maximum: 1GiB, fleet: {total: 4GiB}}",
                "knob-twice | ERROR | connections[0].knob = tomcat.maxThreads: must not be that of spec.threads | {threads: {}, connections: [{knob: tomcat.maxThreads}]}",
                "unreachable-alert | ERROR | monitoring.alertThresholds.heap.live.ratio = 85: must be below 1 | monitoring: {alertThresholds: {heap.live.ratio: 85}}",
                "unreachable-alert | ERROR | monitoring.alerts.cpu.above = 1: must be below 1 | monitoring: {alerts: {cpu: {above: 100%}}}",
                "unreachable-alert | ERROR | monitoring.alerts.throughput.below = 0: must be above 0 | monitoring: {alerts: {throughput: {below: 0}}}",
                "alert-never-ends | ERROR | monitoring.alerts.cpu.clear = -1: must be a value | monitoring: {alerts: {cpu: {above: 90%, clear: -1}}}",
                "alert-twice | WARNING | monitoring.alertThresholds.cpu = 0.9: must not stand | monitoring: {alertThresholds: {cpu: 0.9}, alerts: {cpu: {above: 0.8}}}",
                "unbreakable-objective | WARNING | objectives[0].below = 5: must be at most 1 | objectives: [{metric: error.rate, below: 5}]",
                "objective-in-seconds | WARNING | objectives[0].below = 250: must be a latency | objectives: [{metric: latency.p99, below: 250}]",
                "actions-never-run | WARNING | automation.actions = [optimize]: must have a schedule | automation: {actions: [{name: optimize}]}",
                "nothing-to-run | WARNING | automation.actions = nothing: must have an action | automation: {schedule: '0 2 * * *'}",
            })
    void findsWhatCannotWorkElsewhere(String name, Severity severity, String says, String spec) {
        String rules = "scaling: {maxInstances: 10, rules: [{resource: {metric: cpu.cores, request: 0.5, target: 60%}},"
                + " {resource: {metric: heap.live.ratio, target: 60%}}]}";
        String flow = spec.startsWith("{") ? spec.substring(0, spec.length() - 1) : "{" + spec;
        finds(name, severity, "spec." + says, flow + ", " + rules + "}");
    }

    @Test
    void aJudgementBeforeAnInstanceIsWarmIsTold() {
        finds(
                "window-shorter-than-start",
                Severity.WARNING,
                "spec.validation.window = 1m: must be at least startTime (2m)",
                "{validation: {settle: 15s}, scaling: {maxInstances: 3, startTime: 2m, " + RULE + "}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "policies/src/main/resources/io/flyball/policy/defaults.yaml",
                "deploy/demo/policy.yaml",
                "deploy/demo/bad-policy.yaml"
            })
    void ourPoliciesHaveNoErrors(String file) {
        List<Finding> findings = Lint.check(
                PolicyReader.read(Documents.tree(Documents.file(file))).policy().orElseThrow());
        assertThat(findings).noneMatch(Finding::isError);
    }

    /** The opposite of each rule: what is just within it is not told. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "scaling: {maxInstances: 10, rules: [{resource: {metric: cpu, target: 90%}}]}",
                "scaling: {maxInstances: 10, rules: [{resource: {metric: cpu.cores, request: 0.5, target: 120%}}]}",
                "scaling: {maxInstances: 2, rules: [{total: {metric: host.cpu, perInstance: 0.5}}]}",
                "scaling: {maxInstances: 10, startTime: 45s, settle: 45s, cooldownPeriod: 1s, " + RULE + "}",
                "scaling: {maxInstances: 10, scalingFactor: 4, " + RULE
                        + ", behavior: {scaleUp: {policies: [{percent: 300, period: 15s}]}}}",
                "scaling: {maxInstances: 10, scalingFactor: 1.5, " + RULE + "}",
                "{scaling: {maxInstances: 10, " + RULE
                        + "}, connections: [{max: 8, downstream: {name: db, limit: 100}}]}",
                "{scaling: {maxInstances: 10, " + RULE + "}, vertical: {apply: true}, memory: {maximum: 1GiB}}",
                "monitoring: {alerts: {cpu: {above: 99%}, throughput: {below: 1}, app.x: {below: -5}}}",
                "connections: [{max: 800, downstream: {name: db, limit: 100}}]",
            })
    void whatCanWorkIsNotTold(String spec) {
        assertThat(Lint.check(Documents.policy(spec))).isEmpty();
    }

    @Test
    void errorsComeFirst() {
        assertThat(Lint.check(Documents.policy(
                        "scaling: {minInstances: 3, maxInstances: 3, rules: [{resource: {metric: cpu, target: 1}}]}")))
                .extracting(Finding::severity)
                .containsExactly(Severity.ERROR, Severity.WARNING);
    }

    private static void finds(String name, Severity severity, String says, String spec) {
        List<Finding> findings = Lint.check(Documents.policy(spec));
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.name()).isEqualTo(name);
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.toString()).startsWith(says).endsWith("(" + name + ")");
            assertThat(finding.why()).isNotBlank();
            assertThat(finding.mend()).isNotBlank();
        });
    }
}
