package io.flyball.policy.document.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.Documents;
import io.flyball.policy.document.Policy;
import io.flyball.policy.document.PolicyDefaults;
import io.flyball.policy.document.PolicyReader;
import io.flyball.policy.document.PolicyReader.Problem;
import io.flyball.policy.document.ScalingBehavior.Direction;
import io.flyball.policy.document.ScalingBehavior.Limit;
import io.flyball.policy.document.ScalingBehavior.Select;
import io.flyball.policy.document.ScalingConfig;
import io.flyball.policy.document.ScalingRule;
import io.flyball.policy.document.ScalingRule.Combine;
import io.flyball.policy.document.imports.HpaImport.Imported;
import io.flyball.policy.document.imports.HpaImport.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HpaImportTest {
    private static final String HEAD = """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: checkout, namespace: shop}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: checkout-web}
              minReplicas: 2
              maxReplicas: 20
            """;

    private static final Settings REQUESTS = new Settings(
            new Requests(Optional.of(new BigDecimal("0.5")), Optional.of(new BigDecimal(1 << 29))),
            Map.of("http_requests_per_second", "throughput"),
            Optional.empty());

    @Test
    void everyKindOfMetricBecomesARule() {
        Policy policy = policy("""
                  metrics:
                  - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 120}}}
                  - {type: Resource, resource: {name: memory, target: {type: AverageValue, averageValue: 512Mi}}}
                  - {type: ContainerResource, containerResource: {name: memory, container: app, target: {type: Utilization, averageUtilization: 80}}}
                  - {type: Pods, pods: {metric: {name: http_requests_per_second}, target: {type: AverageValue, averageValue: 1500m}}}
                  - type: Object
                    object:
                      describedObject: {apiVersion: networking.k8s.io/v1, kind: Ingress, name: main}
                      metric: {name: requests-per-second, selector: {matchLabels: {verb: GET}}}
                      target: {type: Value, value: 2k}
                  - {type: External, external: {metric: {name: queue_messages_ready}, target: {type: AverageValue, averageValue: "30"}}}
                """, REQUESTS);
        assertThat(policy.scaling().orElseThrow().rules())
                .containsExactly(
                        new ScalingRule.Resource("cpu.cores", 1.2, OptionalDouble.of(0.5)),
                        new ScalingRule.Load("rss", 512 << 20),
                        new ScalingRule.Resource("rss", 0.8, OptionalDouble.of(512 << 20)),
                        new ScalingRule.Load("throughput", 1.5),
                        new ScalingRule.Total("app.requests-per-second", Combine.MAX, false, 2000),
                        new ScalingRule.Total("app.queue_messages_ready", Combine.MAX, true, 30));
        assertThat(policy.name()).isEqualTo("checkout");
        assertThat(policy.service().value()).isEqualTo("checkout-web");
    }

    @Test
    void behaviorIsCarriedOverWordByWord() {
        ScalingConfig scaling = policy("""
                          behavior:
                            scaleUp:
                              stabilizationWindowSeconds: 60
                              selectPolicy: Min
                              tolerance: 50m
                              policies: [{type: Pods, value: 3, periodSeconds: 30}, {type: Percent, value: 900, periodSeconds: 60}]
                            scaleDown: {selectPolicy: Disabled}
                        """, REQUESTS).scaling().orElseThrow();
        assertThat(scaling.behavior().scaleUp())
                .isEqualTo(new Direction(
                        Duration.ofMinutes(1),
                        Select.MIN,
                        List.of(
                                new Limit(false, 3, Duration.ofSeconds(30)),
                                new Limit(true, 900, Duration.ofMinutes(1))),
                        0.05));
        assertThat(scaling.behavior().scaleDown())
                .isEqualTo(new Direction(
                        PolicyDefaults.STABILIZE_DOWN,
                        Select.DISABLED,
                        PolicyDefaults.SCALE_DOWN.policies(),
                        PolicyDefaults.TOLERANCE));
    }

    /** Nothing that HPA does not have may hold a step back. */
    @Test
    void whatHpaDoesNotKnowChangesNothing() {
        Policy policy = policy("", REQUESTS);
        ScalingConfig scaling = policy.scaling().orElseThrow();
        assertThat(scaling.minInstances()).isEqualTo(2);
        assertThat(scaling.maxInstances()).isEqualTo(20);
        assertThat(scaling.cooldownPeriod()).isZero();
        assertThat(scaling.settle()).isZero();
        assertThat(scaling.flapBudget()).isEmpty();
        assertThat(scaling.scalingFactor()).isEqualTo(100_000);
        assertThat(scaling.behavior().scaleUp()).isEqualTo(PolicyDefaults.SCALE_UP);
        assertThat(scaling.behavior().scaleDown()).isEqualTo(PolicyDefaults.SCALE_DOWN);
        assertThat(policy.monitoring().interval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(scaling.rules())
                .as("without metrics HPA keeps 80 % of the request")
                .containsExactly(new ScalingRule.Resource("cpu.cores", 0.8, OptionalDouble.of(0.5)));
    }

    @Test
    void requestsAreTakenFromTheWorkloadInTheSameFile() {
        String workload = """
                kind: Deployment
                metadata: {name: checkout-web}
                spec: {template: {spec: {containers: [
                  {name: app, resources: {requests: {cpu: 750m, memory: 1Gi}}},
                  {name: log, resources: {requests: {cpu: 250m, memory: 64Mi}}}]}}}
                """;
        String metrics = """
                  metrics:
                  - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}
                  - {type: ContainerResource, containerResource: {name: cpu, container: app, target: {type: Utilization, averageUtilization: 60}}}
                """;
        Imported imported =
                HpaImport.read(List.of(Documents.tree(HEAD + metrics), Documents.tree(workload)), Settings.NONE);
        assertThat(read(imported).scaling().orElseThrow().rules())
                .containsExactly(
                        new ScalingRule.Resource("cpu.cores", 0.6, OptionalDouble.of(1)),
                        new ScalingRule.Resource("cpu.cores", 0.6, OptionalDouble.of(0.75)));
    }

    @Test
    void whatIsNotTheSameIsSaid() {
        Imported imported = HpaImport.read(
                List.of(Documents.tree(HEAD.replace("minReplicas: 2", "minReplicas: 0"))), Settings.NONE);
        assertThat(imported.yaml().orElseThrow())
                .contains("# from namespace shop")
                .contains("# minReplicas 0 (scale to zero) is not carried over")
                .contains("# NOT THE SAME: percent of the host's processors")
                .contains("--cpu-request")
                .contains("# no behavior: HPA then grows to at most max(2 x current, 4)")
                .contains("- resource: {metric: cpu, target: 80%}");
        assertThat(read(imported).scaling().orElseThrow().minInstances()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"autoscaling/v2beta2", "autoscaling/v2beta1", "autoscaling/v1"})
    void otherVersionsAreRefusedClearly(String version) {
        Imported imported =
                HpaImport.read(List.of(Documents.tree(HEAD.replace("autoscaling/v2", version))), Settings.NONE);
        assertThat(imported.problems())
                .containsExactly(new Problem(
                        "apiVersion",
                        version,
                        "must be autoscaling/v2: get it with 'kubectl get hpa.v2.autoscaling NAME -o yaml'"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "metrics: [{type: Resourc}] | spec.metrics[0].type = Resourc: must be one of Resource, ContainerResource, Pods, Object, External; did you mean Resource?",
                "metrics: [{type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 60}}}] | spec.metrics[0].resource.target.averageUtilization = 60: must come with the request it is percent of: give it with --memory-request",
                "metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 150}}}] | spec.metrics[0].resource.target.averageUtilization = 150: must come with the request it is percent of: give it with --cpu-request",
                "metrics: [{type: Resource, resource: {name: gpu, target: {type: AverageValue, averageValue: 1}}}] | spec.metrics[0].resource.name = gpu: must be one of cpu, memory; did you mean cpu?",
                "metrics: [{type: Pods, pods: {metric: {name: a}, target: {type: AverageValue, averageValue: lots}}}] | spec.metrics[0].pods.target.averageValue = lots: must be a quantity above 0, e.g. 500m, 100 or 512Mi",
                "metrics: [{type: External, external: {metric: {}, target: {type: Value, value: 1}}}] | spec.metrics[0].external.metric.name = nothing: must be given, as text",
                "metrics: 3 | spec.metrics = 3: must be a list",
                "minReplicas: 21 | spec.minReplicas = 21: must be at most maxReplicas (20)",
                "behavior: {scaleUp: {policies: [{type: Pods, value: 0, periodSeconds: 15}]}} | spec.behavior.scaleUp.policies[0].value = 0: must be a whole number from 1 to 100000",
                "behavior: {scaleUp: {policies: [{type: Percent, value: 5}]}} | spec.behavior.scaleUp.policies[0].periodSeconds = nothing: must be given",
                "behavior: {scaleDown: {stabilizationWindow: 5}} | spec.behavior.scaleDown.stabilizationWindow = 5: unknown field: did you mean stabilizationWindowSeconds?",
                "behavior: {scaleDown: {tolerance: 2}} | spec.behavior.scaleDown.tolerance = 2: must be a quantity from 0 to 0.9, e.g. 0.05",
            })
    void mistakesAreToldWithTheirPath(String spec, String problem) {
        String manifest = spec.startsWith("minReplicas") ? HEAD.replace("minReplicas: 2", spec) : HEAD + "  " + spec;
        Imported imported = HpaImport.read(List.of(Documents.tree(manifest)), Settings.NONE);
        assertThat(imported.yaml()).isEmpty();
        assertThat(imported.problems()).extracting(Problem::toString).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "kind: Deployment", "kind: HorizontalPodAutoscaler", "text", "7"})
    void nonsenseIsRefusedNotThrown(String text) {
        assertThat(HpaImport.read(List.of(Documents.tree(text)), Settings.NONE).problems())
                .isNotEmpty();
        assertThat(HpaImport.read(List.of(), Settings.NONE).problems()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "500m, 0.5",
        "1, 1",
        "1.5, 1.5",
        "2k, 2000",
        "512Mi, 536870912",
        "1e3, 1000",
        "100n, 0.0000001",
        "-1, -1"
    })
    void readsQuantities(String text, BigDecimal value) {
        assertThat(KubernetesQuantity.parse(text).orElseThrow()).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "1mm", "0x1", "1 Gi", "1e999", "NaN", "Infinity", "1Mib"})
    void refusesWhatIsNoQuantity(String text) {
        assertThat(KubernetesQuantity.parse(text)).isEmpty();
    }

    private static Policy policy(String spec, Settings settings) {
        return read(HpaImport.read(List.of(Documents.tree(HEAD + spec.stripTrailing() + "\n")), settings));
    }

    private static Policy read(Imported imported) {
        assertThat(imported.problems()).isEmpty();
        PolicyReader.Result result =
                PolicyReader.read(Documents.tree(imported.yaml().orElseThrow()));
        assertThat(result.problems()).as(imported.yaml().orElseThrow()).isEmpty();
        return result.policy().orElseThrow();
    }
}
