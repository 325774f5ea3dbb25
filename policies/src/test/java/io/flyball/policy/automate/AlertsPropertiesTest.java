package io.flyball.policy.automate;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.automate.AlertEvent.Change;
import io.flyball.protocol.model.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertsPropertiesTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final int TICK = 5;

    /** The same answer as looking at the whole past, for every sequence of readings with holes. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void firesExactlyWhenThePastSaysSo(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean above = random.nextBoolean();
        AlertRule rule =
                new AlertRule("m", above, 0.5, Duration.ofSeconds(TICK * random.nextLong(5)), above ? 0.3 : 0.7);
        List<Double> past = new ArrayList<>();
        Alerts alerts = Alerts.NONE;
        for (int i = 0; i < 300; i++) {
            past.add(reading(random, past));
            Step<Alerts, AlertEvent> step = alerts.step(
                    START.plusSeconds((long) TICK * i), List.of(rule), Map.of("n", Map.of("m", past.get(i))));
            alerts = step.next();
            assertThat(alerts.firing().isEmpty()).as("tick %d of %s", i, past).isEqualTo(!fires(rule, past));
            for (AlertEvent event : step.effects()) {
                assertThat(event.reason()).isNotBlank();
                boolean heard = Double.isFinite(past.get(i));
                assertThat(heard).isEqualTo(event.change() != Change.SILENT);
            }
        }
    }

    /** Clocks that jump, subjects and rules that come and go: bounded, explained, one event a transition. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void bearsEverything(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Alerts alerts = Alerts.NONE;
        Instant now = START;
        for (int i = 0; i < 200; i++) {
            now = random.nextInt(10) == 0
                    ? START.plusSeconds(random.nextLong(-1_000_000_000L, 1_000_000_000L))
                    : now.plusSeconds(TICK);
            List<AlertRule> rules = new ArrayList<>();
            for (int r = random.nextInt(4); r > 0; r--) {
                rules.add(new AlertRule("m" + r, r % 2 == 0, 0.5, Duration.ofSeconds(r * 10L), 0.5));
            }
            Map<String, Map<String, Double>> readings = random.nextInt(8) == 0
                    ? Map.of()
                    : Map.of("a", Map.of("m1", any(random), "m2", any(random)), "b", Map.of("m3", any(random)));
            Step<Alerts, AlertEvent> step = alerts.step(now, rules, readings);
            for (AlertEvent event : step.effects()) {
                assertThat(event.reason()).isNotBlank();
                assertThat(event.change() == Change.RESOLVED && !Double.isFinite(event.reading()))
                        .isFalse();
            }
            Instant at = now;
            assertThat(step.next().active().values())
                    .hasSizeLessThanOrEqualTo(6)
                    .allMatch(alert -> readings.containsKey(alert.subject()))
                    .allMatch(alert ->
                            alert.silentSince().isPresent() || !alert.since().isAfter(at));
            alerts = step.next();
        }
    }

    /** From the whole past: broken for long enough of the time with readings, and not cleared since. */
    private static boolean fires(AlertRule rule, List<Double> past) {
        boolean firing = false;
        long brokenTicks = -1;
        for (double value : past) {
            boolean broken = rule.above() ? value > rule.value() : value < rule.value();
            boolean cleared = rule.above() ? value <= rule.clear() : value >= rule.clear();
            if (Double.isNaN(value)) {
                continue;
            }
            if (firing) {
                firing = !cleared;
                brokenTicks = -1;
                continue;
            }
            brokenTicks = broken ? brokenTicks + 1 : -1;
            firing = brokenTicks >= 0 && brokenTicks * TICK >= rule.lasting().toSeconds();
        }
        return firing;
    }

    /** Holds its side for a while, so that durations are reached. */
    private static double reading(SplittableRandom random, List<Double> past) {
        if (random.nextInt(6) == 0) {
            return Double.NaN;
        }
        double last = past.isEmpty() ? Double.NaN : past.get(past.size() - 1);
        return random.nextInt(3) > 0 && Double.isFinite(last) ? last : random.nextDouble();
    }

    private static double any(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> Double.NaN;
            case 1 -> Double.NEGATIVE_INFINITY;
            case 2 -> -Double.MAX_VALUE;
            default -> random.nextDouble();
        };
    }
}
