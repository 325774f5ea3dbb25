package io.flyball.policy.analyze.bottleneck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flyball.policy.analyze.bottleneck.Bottlenecks.Known;
import io.flyball.policy.analyze.bottleneck.Diagnosis.Answer;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BottlenecksTest {
    @Test
    void nothingLimitsAHealthyService() {
        Diagnosis diagnosis = Bottlenecks.identify(Windows.steady(Windows.healthy()));
        assertThat(diagnosis.answer()).isEqualTo(Answer.NOTHING_LIMITS);
        assertThat(diagnosis.first()).isEmpty();
        assertThat(diagnosis.confidence()).isGreaterThan(0.7);
        assertThat(diagnosis.reasons().get(0))
                .startsWith("nothing limits: host CPU 31 %, 31 % of the workers busy, collections 1 % of the time");
    }

    @Test
    void ownWorkFillsTheProcessors() {
        Diagnosis diagnosis = with(values -> {
            Windows.full(values, 16, 8, 40);
            Windows.threads(values, 0, 0.9, 0, 0, 0.1);
            values.putAll(Map.of(Metrics.CPU, 0.93, Metrics.HOST_CPU, 0.99));
            values.putAll(Map.of(Metrics.CPU_CORES, 1.86, Metrics.RUN_QUEUE_WAIT, 12.0));
        });
        assertThat(diagnosis.first()).contains(Bottleneck.CPU_SATURATION);
        assertThat(cause(diagnosis, Bottleneck.THREAD_POOL_EXHAUSTION).summary())
                .contains("rather a symptom of cpu saturation")
                .contains("more threads would hardly help");
    }

    @Test
    void othersFillTheProcessors() {
        Diagnosis diagnosis = with(values -> {
            Windows.threads(values, 0.2, 0.7, 0, 0, 0.1);
            values.putAll(Map.of(Metrics.CPU, 0.1, Metrics.HOST_CPU, 1.0));
            values.putAll(Map.of(Metrics.CPU_CORES, 0.2, Metrics.RUN_QUEUE_WAIT, 3.0));
        });
        assertThat(diagnosis.first()).contains(Bottleneck.RUN_QUEUE);
        assertThat(diagnosis.reasons().get(0)).contains("90 % of the busy processors' time goes to other processes");
    }

    @Test
    void aQueueBesideFreeProcessorsIsALimitOfTheProcess() {
        Diagnosis diagnosis = with(values -> {
            Windows.threads(values, 0.1, 0.8, 0, 0, 0.1);
            values.putAll(Map.of(Metrics.CPU, 0.12, Metrics.HOST_CPU, 0.2));
            values.putAll(Map.of(Metrics.CPU_CORES, 1.0, Metrics.RUN_QUEUE_WAIT, 4.0));
        });
        assertThat(diagnosis.first()).contains(Bottleneck.RUN_QUEUE);
        assertThat(diagnosis.reasons().get(0))
                .contains("only 20 % busy: a limit or an affinity")
                .contains("raise the processor limit");
    }

    @Test
    void tooFewWorkersForQuickRequests() {
        Diagnosis diagnosis = with(BottlenecksTest::fewWorkers);
        assertThat(diagnosis.first()).contains(Bottleneck.THREAD_POOL_EXHAUSTION);
        assertThat(diagnosis.reasons().get(0))
                .contains("tomcat: 4.00 of 4.00 workers busy, all of them for 115 s")
                .contains("12.0 requests wait")
                .contains("host CPU 31 %")
                .endsWith("-> more threads would help");
    }

    private static void fewWorkers(Map<String, Double> values) {
        Windows.full(values, 4, 12, 250);
        Windows.threads(values, 0, 0.2, 0, 0.05, 0.75);
    }

    @Test
    void theScalabilityLawSaysWhenMoreWorkersAreOfNoUse() {
        Map<String, Double> values = Windows.healthy();
        fewWorkers(values);
        var known = new Known(List.of(), OptionalDouble.of(3.5));
        Diagnosis diagnosis = Bottlenecks.identify(Windows.steady(values), known, BottleneckSettings.DEFAULTS);
        assertThat(diagnosis.reasons().get(0)).contains("more threads would not help: throughput peaks at 3.50");
    }

    @Test
    void aPoolThatIsFullOfSlowCallsIsASymptom() {
        Diagnosis diagnosis = with(BottlenecksTest::slowCalls);
        assertThat(diagnosis.first()).contains(Bottleneck.DOWNSTREAM_LATENCY);
        assertThat(diagnosis.reasons().get(0)).contains("380 ms per request");
        assertThat(cause(diagnosis, Bottleneck.THREAD_POOL_EXHAUSTION).summary())
                .contains("rather a symptom of downstream latency");
    }

    private static void slowCalls(Map<String, Double> values) {
        Windows.full(values, 16, 12, 40);
        Windows.threads(values, 0, 0.05, 0, 0, 0.95);
    }

    @Test
    void theBaselineDecidesWhatIsSlow() {
        Map<String, Double> slow = Windows.healthy();
        slowCalls(slow);
        List<Sample> window = Windows.steady(slow);
        assertThat(Bottlenecks.identify(window, new Known(window, OptionalDouble.empty()), BottleneckSettings.DEFAULTS)
                        .first())
                .as("380 ms are usual there")
                .contains(Bottleneck.THREAD_POOL_EXHAUSTION);
        Map<String, Double> quick = Windows.healthy();
        fewWorkers(quick);
        List<Sample> before = Windows.of(i -> {
            Map<String, Double> values = Windows.healthy();
            values.put(Metrics.TOMCAT_THREADS_BUSY, 2.0);
            return values;
        });
        Diagnosis tripled = Bottlenecks.identify(
                Windows.steady(quick), new Known(before, OptionalDouble.empty()), BottleneckSettings.DEFAULTS);
        assertThat(tripled.first()).as("12 ms per request, usual were 4").contains(Bottleneck.DOWNSTREAM_LATENCY);
    }

    @Test
    void workersWaitForALock() {
        Diagnosis diagnosis = with(values -> {
            Windows.full(values, 16, 8, 90);
            Windows.threads(values, 0, 0.06, 0.9, 0, 0.04);
            values.put(Metrics.LOCKS_CONTENDED, 90.0);
        });
        assertThat(diagnosis.first()).contains(Bottleneck.LOCK_CONTENTION);
        assertThat(cause(diagnosis, Bottleneck.LOCK_CONTENTION).evidence())
                .extracting(Evidence::metric)
                .contains(Metrics.THREADS_BLOCKED_SHARE, Metrics.LOCKS_CONTENDED);
    }

    @Test
    void workersWaitForConnections() {
        Consumer<Map<String, Double>> change = values -> {
            Windows.full(values, 16, 8, 60);
            Windows.threads(values, 0, 0.02, 0, 0.86, 0.12);
            values.putAll(Map.of(Metrics.HIKARI_MAX, 2.0, Metrics.HIKARI_ACTIVE, 2.0, Metrics.HIKARI_PENDING, 14.0));
        };
        assertThat(with(change).first()).contains(Bottleneck.CONNECTION_POOL_WAIT);
        assertThat(with(change.andThen(values -> values.keySet().removeIf(metric -> metric.startsWith("hikari."))))
                        .first())
                .as("stacks alone tell")
                .contains(Bottleneck.CONNECTION_POOL_WAIT);
        assertThat(with(change.andThen(values -> values.keySet().removeIf(metric -> metric.startsWith("threads."))))
                        .first())
                .as("so does the pool alone")
                .contains(Bottleneck.CONNECTION_POOL_WAIT);
    }

    @Test
    void connectionsHeldByThoseWhoWaitForALockAreASymptom() {
        Diagnosis diagnosis = with(values -> {
            Windows.full(values, 16, 8, 60);
            Windows.threads(values, 0, 0.03, 0.45, 0.5, 0.02);
            values.putAll(Map.of(Metrics.HIKARI_ACTIVE, 8.0, Metrics.HIKARI_PENDING, 8.0));
        });
        assertThat(diagnosis.first()).contains(Bottleneck.LOCK_CONTENTION);
        assertThat(cause(diagnosis, Bottleneck.CONNECTION_POOL_WAIT).summary())
                .contains("rather a symptom of lock contention");
    }

    @Test
    void collectionsFillTheProcessors() {
        Diagnosis diagnosis = with(values -> {
            Windows.threads(values, 0.2, 0.75, 0, 0, 0.05);
            values.putAll(Map.of(Metrics.GC_TIME, 0.3, Metrics.HEAP_LIVE_RATIO, 0.8, Metrics.ALLOCATION_RATE, 6e8));
            values.putAll(Map.of(Metrics.CPU, 0.95, Metrics.HOST_CPU, 0.98, Metrics.RUN_QUEUE_WAIT, 3.0));
        });
        assertThat(diagnosis.first()).contains(Bottleneck.GC_PRESSURE);
        assertThat(cause(diagnosis, Bottleneck.CPU_SATURATION).summary()).contains("rather a symptom of gc pressure");
    }

    @Test
    void whatIsInUseAfterCollectionsOnlyGrows() {
        Diagnosis diagnosis = Bottlenecks.identify(leaking(0.25));
        assertThat(diagnosis.first()).contains(Bottleneck.MEMORY_LEAK);
        assertThat(diagnosis.reasons().get(0))
                .contains("6 collections of the old generation did not take it away")
                .contains("MB per minute");
    }

    @Test
    void aRiseThatNoOldCollectionHasTestedIsOnlyMentioned() {
        assertThat(Bottlenecks.identify(leaking(0)).first()).isEmpty();
        List<Sample> sawtooth = Windows.of(i -> {
            Map<String, Double> values = Windows.healthy();
            values.put(Metrics.HEAP_LIVE, 3e8 + 4e7 * (i % 6));
            values.put(Metrics.GC_OLD_COUNT, i % 6 == 0 ? 1.0 : 0.0);
            return values;
        });
        assertThat(Bottlenecks.identify(sawtooth).first())
                .as("it comes down again")
                .isEmpty();
    }

    private static List<Sample> leaking(double oldCollections) {
        return Windows.of(i -> {
            Map<String, Double> values = Windows.healthy();
            values.put(Metrics.HEAP_LIVE, 3e8 + 1e7 * i + (i % 2) * 5e6);
            values.put(Metrics.GC_OLD_COUNT, oldCollections);
            return values;
        });
    }

    @Test
    void whatWasNotReadLowersTheConfidenceAndIsNamed() {
        Map<String, Double> all = Windows.healthy();
        fewWorkers(all);
        Map<String, Double> some = Windows.healthy();
        fewWorkers(some);
        some.remove(Metrics.TOMCAT_QUEUE);
        Cause sure = cause(Bottlenecks.identify(Windows.steady(all)), Bottleneck.THREAD_POOL_EXHAUSTION);
        Cause lessSure = cause(Bottlenecks.identify(Windows.steady(some)), Bottleneck.THREAD_POOL_EXHAUSTION);
        assertThat(lessSure.confidence()).isCloseTo(0.7 * sure.confidence(), within(1e-9));
        assertThat(lessSure.missing()).containsExactly(Metrics.TOMCAT_QUEUE);
        assertThat(lessSure.summary()).contains("not read: tomcat.queue");
    }

    @Test
    void saysWhenThereIsNotEnoughData() {
        List<Sample> few = Windows.steady(Windows.healthy()).subList(0, 4);
        assertThat(Bottlenecks.identify(few).reasons())
                .containsExactly("not enough data: 4 samples, at least 5 are needed");
        Diagnosis other = Bottlenecks.identify(Windows.steady(Map.of(Metrics.UPTIME, 5.0)));
        assertThat(other.answer()).isEqualTo(Answer.NOT_ENOUGH_DATA);
        assertThat(other.reasons().get(0)).startsWith("not enough data: not judged: memory leak (not read: heap.live");
    }

    @Test
    void instrumentsThatDisagreeLowerTheConfidence() {
        Diagnosis diagnosis = with(values -> {
            fewWorkers(values);
            values.put(Metrics.LATENCY_MEAN, 0.1);
        });
        assertThat(diagnosis.reasons()).anyMatch(reason -> reason.startsWith("instruments disagree (Little)"));
        assertThat(diagnosis.confidence()).isLessThanOrEqualTo(0.9);
    }

    @Test
    void aPoolOfTheServiceItselfCountsAsWell() {
        Diagnosis diagnosis = with(values ->
                values.putAll(Map.of("app.orders.size", 3.0, "app.orders.busy", 3.0, "app.orders.queue", 40.0)));
        assertThat(diagnosis.first()).contains(Bottleneck.THREAD_POOL_EXHAUSTION);
        assertThat(diagnosis.reasons().get(0)).contains("app.orders: 3.00 of 3.00 workers busy");
    }

    @Test
    void errorsAreSaid() {
        assertThat(with(values -> values.put(Metrics.ERROR_RATE, 0.05)).reasons())
                .contains("errors: 5 % of the requests fail");
    }

    private static Diagnosis with(Consumer<Map<String, Double>> change) {
        Map<String, Double> values = Windows.healthy();
        change.accept(values);
        return Bottlenecks.identify(Windows.steady(values));
    }

    private static Cause cause(Diagnosis diagnosis, Bottleneck bottleneck) {
        return diagnosis.causes().stream()
                .filter(found -> found.bottleneck() == bottleneck)
                .findFirst()
                .orElseThrow();
    }
}
