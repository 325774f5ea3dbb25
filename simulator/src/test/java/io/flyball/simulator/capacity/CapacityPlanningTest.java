package io.flyball.simulator.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flyball.protocol.model.Metrics;
import io.flyball.simulator.capacity.CapacityAnswer.Refused;
import io.flyball.simulator.capacity.CapacityPlan.Sure;
import io.flyball.simulator.capacity.Objective.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityPlanningTest {
    private static final Objective P99 = new Objective(Kind.LATENCY_P99, 0.250);

    private static Facts given(Object... facts) {
        Facts all = Facts.NONE;
        for (int i = 0; i < facts.length; i += 2) {
            all = all.with((Fact) facts[i], ((Number) facts[i + 1]).doubleValue(), "given");
        }
        return all;
    }

    private static CapacityAnswer answer(History history, Facts given, Objective... objectives) {
        return CapacityPlanning.answer(new CapacityQuestion(given, Optional.ofNullable(history), List.of(objectives)));
    }

    private static CapacityPlan plan(History history, Facts given, Objective... objectives) {
        CapacityAnswer answer = answer(history, given, objectives);
        assertThat(answer).isInstanceOf(CapacityPlan.class);
        return (CapacityPlan) answer;
    }

    private static List<String> refused(History history, Facts given, Objective... objectives) {
        CapacityAnswer answer = answer(history, given, objectives);
        assertThat(answer).isInstanceOf(Refused.class);
        return ((Refused) answer).reasons();
    }

    @Test
    void whatIsGivenAloneMakesAPlanThatSaysSo() {
        CapacityPlan plan = plan(null, given(Fact.PEAK, 900, Fact.CAPACITY, 100));
        assertThat(plan.instances()).isEqualTo(11);
        assertThat(plan.left()).isEqualTo(10);
        assertThat(plan.utilization()).isCloseTo(0.9, within(1e-9));
        assertThat(plan.doubled()).isEqualTo(21);
        assertThat(plan.sure()).isEqualTo(Sure.FAIR);
        assertThat(plan.because()).containsExactly("capacity was given, not measured");
        assertThat(plan.threads()).isEmpty();
        assertThat(plan.breaks()).extracting(Breaking::resource).containsExactly("objective utilization", "processors");
        assertThat(plan.breaks()).extracting(Breaking::times).containsExactly(1.11, 1.23);
        assertThat(plan.facts().all().get(Fact.SPARE).source()).isEqualTo("default");
    }

    @Test
    void processorTimeOfARequestIsACapacity() {
        CapacityPlan plan = plan(null, given(Fact.PEAK, 900, Fact.CPU_PER_REQUEST, 0.020, Fact.CORES, 2));
        assertThat(plan.facts().of(Fact.CAPACITY)).isCloseTo(100, within(1e-9));
        assertThat(plan.instances()).isEqualTo(11);
    }

    /** 350/s on each of 7 with one gone: rho 0.875, C(4, 3.5) = 0.738, wait 1.6 x 0.738 / 50 = 23.6 ms, mean 58.6 ms. */
    @Test
    void aWeekTeachesEverythingThatTheServiceObeys() {
        CapacityPlan plan = plan(
                ServiceDays.of(8, 4, 0.15, 0.85, 1),
                given(Fact.PEAK, 2450, Fact.CONNECTIONS, 100, Fact.MAX_INSTANCES, 12, Fact.PRICE, 0.12),
                P99);
        assertThat(plan.sure()).isEqualTo(Sure.HIGH);
        assertThat(plan.instances()).isEqualTo(8);
        assertThat(plan.facts().of(Fact.CAPACITY)).isCloseTo(400, within(8.0));
        assertThat(plan.facts().of(Fact.CORES)).isEqualTo(4);
        assertThat(plan.facts().of(Fact.VARIABILITY)).isCloseTo(1.6, within(0.25));
        assertThat(plan.facts().of(Fact.LATENCY_MEAN)).isCloseTo(0.035, within(0.002));
        assertThat(plan.latencyMean()).isCloseTo(0.0586, within(0.006));
        assertThat(plan.facts().of(Fact.HOLD)).isCloseTo(0.020, within(1e-6));
        assertThat(plan.connections().orElseThrow().size()).isEqualTo(12);
        assertThat(plan.facts().of(Fact.LIVE_PER_REQUEST)).isCloseTo(200e3, within(1e3));
        Heap heap = plan.heap().orElseThrow();
        assertThat(plan.facts().of(Fact.GC_SPEED)).isCloseTo(1.2e9, within(0.05e9));
        assertThat((double) heap.bytes()).isCloseTo(310e6 + 310e6 * 350 * 600e3 / (1.2e9 * 0.02), within(0.2e9));
        assertThat(heap.share()).isLessThanOrEqualTo(0.02);
        assertThat(heap.container()).isGreaterThan(heap.bytes() + 250_000_000L);
        assertThat(plan.threads().orElseThrow().busy()).isCloseTo(350 * plan.latencyMean(), within(1e-6));
        assertThat(plan.breaks())
                .filteredOn(one -> one.resource().equals("instances allowed"))
                .singleElement()
                .satisfies(one -> assertThat(one.times()).isBetween(1.5, 1.7));
        Rehearsal run = plan.rehearsal().orElseThrow();
        assertThat(run.highest()).isBetween(0.86, 0.95);
        assertThat(run.lostPct()).isZero();
        assertThat(run.followMean()).isBetween(2.0, 8.0);
        PeakHour hour = plan.peakHour().orElseThrow();
        assertThat(hour.utilization()).isCloseTo(0.875, within(0.03));
        assertThat(hour.latencyP99()).isCloseTo(plan.latencyP99(), within(0.25 * plan.latencyP99()));
        assertThat(hour.lostPct()).isLessThan(0.5);
    }

    @Test
    void thePeakIsThatOfTheHistoryTimesGrowth() {
        History history = ServiceDays.of(8, 4, 0.15, 0.85, 2);
        CapacityPlan plan = plan(history, given(Fact.GROWTH, 2));
        assertThat(plan.peak()).isCloseTo(2 * history.quantile(History.LOAD, 0.99), within(1e-6));
        assertThat(plan.facts().all().get(Fact.PEAK).source()).contains("x 2").contains("given");
    }

    @Test
    void lessThanADayHasNoPeakAndLittleDataNoCapacity() {
        assertThat(refused(ServiceDays.of(0.5, 4, 0.15, 0.85, 3), Facts.NONE))
                .singleElement()
                .asString()
                .contains("no whole day")
                .contains("--load");
        assertThat(refused(ServiceDays.of(0.1, 4, 0.15, 0.85, 3), given(Fact.PEAK, 100)))
                .singleElement()
                .asString()
                .contains("was not learned")
                .contains("--capacity");
        assertThat(refused(null, Facts.NONE)).hasSize(2);
    }

    @Test
    void whatWasNeverNearlyBusyGivesARangeAndNoNumber() {
        CapacityPlan plan = plan(ServiceDays.of(8, 4, 0.05, 0.32, 4), given(Fact.PEAK, 2450));
        assertThat(plan.sure()).isEqualTo(Sure.LOW);
        assertThat(plan.fewest()).isLessThanOrEqualTo(9);
        assertThat(plan.most()).isBetween(19, 23);
        assertThat(plan.instances()).isEqualTo(plan.most());
        assertThat(plan.because()).anyMatch(reason -> reason.contains("ever seen"));
    }

    @Test
    void anObjectiveThatNoCountKeepsIsSaidToBeThat() {
        assertThat(refused(ServiceDays.of(8, 4, 0.15, 0.85, 5), Facts.NONE, new Objective(Kind.LATENCY_P99, 0.05)))
                .singleElement()
                .asString()
                .contains("more instances do not help");
        assertThat(refused(null, given(Fact.PEAK, 10, Fact.CAPACITY, 10), P99))
                .singleElement()
                .asString()
                .contains("--latency");
        assertThat(refused(null, given(Fact.PEAK, 1e9, Fact.CAPACITY, 1)))
                .singleElement()
                .asString()
                .contains("no count up to");
    }

    @Test
    void columnsWithoutNumbersAreNotMeasured() {
        History good = ServiceDays.of(8, 4, 0.15, 0.85, 6);
        Map<String, double[]> columns = new TreeMap<>(good.columns());
        for (String name :
                List.of(Metrics.LATENCY_MEAN, Metrics.LATENCY_P99, Metrics.HEAP_LIVE, Metrics.HIKARI_ACTIVE)) {
            double[] none = new double[good.size()];
            java.util.Arrays.fill(none, Double.NaN);
            columns.put(name, none);
        }
        CapacityPlan plan = plan(new History(good.times(), columns), Facts.NONE);
        assertThat(plan.threads()).isEmpty();
        assertThat(plan.heap()).isEmpty();
        assertThat(plan.connections()).isEmpty();
        assertThat(plan.latencyP99()).isNaN();
        assertThat(plan.facts().has(Fact.GC_SHARE)).isFalse();
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        History history = ServiceDays.of(1.5, 4, 0.15, 0.85, 7);
        assertThat(answer(history, Facts.NONE, P99).toString())
                .isEqualTo(answer(history, Facts.NONE, P99).toString());
    }

    /** Requests that wait keep memory in use: 100 threads and 400 in the queue of 1 MB each, besides 200 MB, times 1.5. */
    @Test
    void aHeapHasRoomForAFullQueue() {
        Facts facts = given(
                Fact.LIVE,
                200e6,
                Fact.LIVE_PER_REQUEST,
                1e6,
                Fact.ALLOCATION,
                1,
                Fact.GC_SPEED,
                1e9,
                Fact.GC_SHARE,
                0.02,
                Fact.CLASSES,
                10_000);
        Heap heap = Heap.of(facts, 1, Optional.of(new Pool(100, 50, 400))).orElseThrow();
        assertThat((double) heap.bytes()).isBetween(1050e6, 1067e6);
        assertThat(Heap.of(facts, 1, Optional.empty()).orElseThrow().bytes()).isBetween(300_000_000L, 317_000_000L);
        assertThat(Heap.of(Facts.NONE, 1, Optional.empty())).isEmpty();
    }

    @Test
    void whatThePlantCannotBeIsPlannedAndSaidNotToBeSimulated() {
        CapacityPlan plan =
                plan(null, given(Fact.PEAK, 10, Fact.CAPACITY, 1e9, Fact.CORES, 4096, Fact.LATENCY_MEAN, 0.01));
        assertThat(plan.instances()).isEqualTo(2);
        assertThat(plan.peakHour()).isEmpty();
        assertThat(plan.because()).last().asString().contains("not simulated").contains("cores = 4096");
    }

    @Test
    void aSimulatedPeakThatLosesRequestsTakesTheNumberBack() {
        Sureness sure = new Sureness(Sure.HIGH, 7, 8, List.of("learned"));
        assertThat(sure.with(new PeakHour(0.8, 0.1, 0.5), List.of(P99))).isEqualTo(sure);
        assertThat(sure.with(new PeakHour(0.8, 0.3, 0.5), List.of(P99)).sure()).isEqualTo(Sure.FAIR);
        assertThat(sure.with(new PeakHour(0.8, 0.1, 1.5), List.of(P99)).sure()).isEqualTo(Sure.LOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "latency.p99<250ms",
                "latency.p99 < 0.25s",
                "latency.mean<=100ms",
                "utilization<80%",
                "latency.p50<1s"
            })
    void objectivesAreReadAsPeopleWriteThem(String text) {
        assertThat(Objective.parse(text).below()).isBetween(0.09, 1.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "latency.p99",
                "latency.p99<250",
                "latency.p99<10%",
                "utilization<80ms",
                "utilization<120%",
                "utilization<0%",
                "heap<3ms",
                "latency.p99>250ms"
            })
    void otherObjectivesAreRefused(String text) {
        assertThatThrownBy(() -> Objective.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
