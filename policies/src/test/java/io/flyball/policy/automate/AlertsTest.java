package io.flyball.policy.automate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flyball.policy.automate.AlertEvent.Change;
import io.flyball.protocol.model.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertsTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final String METRIC = "heap.live.ratio";

    private final AlertRule rule = new AlertRule(METRIC, true, 0.85, Duration.ofSeconds(60), 0.8);
    private final List<String> reasons = new ArrayList<>();
    private Alerts alerts = Alerts.NONE;

    @Test
    void firesAfterItLastedAndIsResolvedAtTheClearValueOnly() {
        assertThat(at(0, 0.85)).isEmpty();
        assertThat(at(5, 0.9)).containsExactly(Change.PENDING);
        assertThat(at(60, 0.9)).isEmpty();
        assertThat(at(65, 0.91)).containsExactly(Change.FIRING);
        assertThat(at(70, 0.82)).isEmpty();
        assertThat(at(75, 0.9)).isEmpty();
        assertThat(at(80, 0.8)).containsExactly(Change.RESOLVED);
        assertThat(alerts.active()).isEmpty();
        assertThat(reasons)
                .containsExactly(
                        "heap.live.ratio above 0.85 on n-1: 0.9000 is above 0.8500, fires after 60 s",
                        "heap.live.ratio above 0.85 on n-1: 0.9100 is above 0.8500 for 60 s",
                        "heap.live.ratio above 0.85 on n-1: 0.8000 is at the clear value 0.8000 after 75 s");
    }

    @Test
    void aBreakBeginsTheTimeAnew() {
        at(0, 0.9);
        assertThat(at(55, 0.84)).containsExactly(Change.CALMED);
        assertThat(at(60, 0.9)).containsExactly(Change.PENDING);
        assertThat(at(115, 0.9)).isEmpty();
        assertThat(at(120, 0.9)).containsExactly(Change.FIRING);
    }

    @Test
    void absentIsNotResolvedAndIsToldOnce() {
        at(0, 0.9);
        assertThat(at(60, 0.9)).containsExactly(Change.FIRING);
        assertThat(at(65, Double.NaN)).containsExactly(Change.SILENT);
        assertThat(at(70, Double.POSITIVE_INFINITY)).isEmpty();
        assertThat(alerts.firing()).hasSize(1);
        assertThat(at(600, 0.7)).containsExactly(Change.HEARD, Change.RESOLVED);
        assertThat(reasons)
                .contains("heap.live.ratio above 0.85 on n-1: no reading: it stays firing, absent is not resolved");
    }

    @Test
    void timeWithoutReadingsDoesNotMakeItFire() {
        at(0, 0.9);
        assertThat(at(10, Double.NaN)).containsExactly(Change.SILENT);
        assertThat(at(300, 0.9)).containsExactly(Change.HEARD);
        assertThat(at(345, 0.9)).isEmpty();
        assertThat(at(350, 0.9)).containsExactly(Change.FIRING);
    }

    @Test
    void aNodeOrARuleThatIsGoneEndsItWithoutResolving() {
        at(0, 0.9);
        at(60, 0.9);
        assertThat(step(65, Map.of())).containsExactly(Change.ENDED);
        assertThat(reasons).last().isEqualTo("heap.live.ratio above 0.85 on n-1: n-1 is gone: ended, not resolved");
        at(70, 0.9);
        Step<Alerts, AlertEvent> step = alerts.step(START.plusSeconds(75), List.of(), Map.of("n-1", Map.of()));
        assertThat(step.effects()).extracting(AlertEvent::change).containsExactly(Change.ENDED);
    }

    @Test
    void belowIsTheMirrorImageAndZeroFiresAtOnce() {
        AlertRule below = new AlertRule("throughput", false, 10, Duration.ZERO, 12);
        Step<Alerts, AlertEvent> fired = Alerts.NONE.step(START, List.of(below), Map.of("", Map.of("throughput", 9.0)));
        assertThat(fired.effects())
                .extracting(AlertEvent::reason)
                .containsExactly("throughput below 10: 9 is below 10 for 0 s");
        Step<Alerts, AlertEvent> between =
                fired.next().step(START, List.of(below), Map.of("", Map.of("throughput", 11.9)));
        assertThat(between.effects()).isEmpty();
        assertThat(between.next()
                        .step(START, List.of(below), Map.of("", Map.of("throughput", 12.0)))
                        .effects())
                .extracting(AlertEvent::change)
                .containsExactly(Change.RESOLVED);
    }

    @Test
    void keepsABoundedNumberAndTellsOnceWhatItDrops() {
        Map<String, Map<String, Double>> readings = new HashMap<>();
        for (int i = 0; i < Alerts.MOST + 50; i++) {
            readings.put("n-" + i, Map.of(METRIC, 0.9));
        }
        Step<Alerts, AlertEvent> step = Alerts.NONE.step(START, List.of(rule), readings);
        assertThat(step.next().active()).hasSize(Alerts.MOST);
        assertThat(step.effects().stream().filter(event -> event.change() == Change.DROPPED))
                .hasSize(1);
        assertThat(step.next()
                        .step(START.plusSeconds(1), List.of(rule), readings)
                        .effects())
                .isEmpty();
    }

    @Test
    void aLongerDurationCountsForWhatIsPending() {
        at(0, 0.9);
        AlertRule longer = new AlertRule(METRIC, true, 0.85, Duration.ofSeconds(120), 0.8);
        assertThat(alerts.step(START.plusSeconds(90), List.of(longer), Map.of("n-1", Map.of(METRIC, 0.9)))
                        .effects())
                .isEmpty();
    }

    @Test
    void refusesARuleThatCannotWork() {
        assertThatThrownBy(() -> new AlertRule(METRIC, true, 0.85, Duration.ZERO, 0.9))
                .hasMessage("clear = 0.9: must be at most 0.85");
        assertThatThrownBy(() -> new AlertRule(METRIC, false, 0.85, Duration.ZERO, Double.NaN))
                .hasMessage("clear = NaN: must be at least 0.85");
        assertThatThrownBy(() -> new AlertRule(METRIC, true, Double.NaN, Duration.ZERO, 0.9))
                .hasMessage("value = NaN: must be finite");
        assertThatThrownBy(() -> new AlertRule(METRIC, true, 1, Duration.ofSeconds(-1), 0.9))
                .hasMessage("for = PT-1S: must be zero or longer");
    }

    private List<Change> at(int second, double value) {
        return step(second, Map.of("n-1", Map.of(METRIC, value)));
    }

    private List<Change> step(int second, Map<String, Map<String, Double>> readings) {
        Step<Alerts, AlertEvent> step = alerts.step(START.plusSeconds(second), List.of(rule), readings);
        alerts = step.next();
        step.effects().forEach(event -> reasons.add(event.reason()));
        return step.effects().stream().map(AlertEvent::change).toList();
    }
}
