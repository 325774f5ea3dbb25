package io.flyball.planner.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.Policy;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules that know more than the present: learned capacity, forecasts, schedules, prices, budgets. */
class ForesightTest {
    /** A day, compressed to ten minutes. */
    private static final int DAY = 600;

    private static Policy scaling(int most, Map<String, Object> more, Object... rules) {
        Map<String, Object> spec = Policies.spec();
        spec.remove("threads");
        spec.remove("memory");
        Map<String, Object> scaling = new HashMap<>();
        scaling.put("minInstances", 1);
        scaling.put("maxInstances", most);
        scaling.put("scalingFactor", 4);
        scaling.put("cooldownPeriod", "5s");
        scaling.put("settle", "5s");
        scaling.put("rules", List.of(rules));
        scaling.put("behavior", Map.of("scaleDown", Map.of("stabilization", "15s")));
        scaling.putAll(more);
        spec.put("scaling", scaling);
        return Policies.read(spec);
    }

    private static Map<String, Object> load(int perInstance) {
        return Map.of("load", Map.of("metric", "throughput", "perInstance", perInstance));
    }

    private static Map<String, Object> predictive(boolean release) {
        return Map.of(
                "predictive",
                Map.of(
                        "metric",
                        "throughput",
                        "season",
                        DAY + "s",
                        "horizon",
                        "40s",
                        "quantile",
                        "95%",
                        "release",
                        release));
    }

    private static SimulatedService shop(int instances, Policy policy) {
        SimulatedService shop = new SimulatedService(instances, true, 5);
        shop.noise = 0.02;
        return shop.policy(policy).introduceAll();
    }

    private static List<DecisionRecord> counts(SimulatedService shop) {
        return shop.with(Outcome.APPLIED).stream()
                .filter(decision -> decision.kind() == Kind.INSTANCES)
                .toList();
    }

    private static String reasons(SimulatedService shop) {
        return shop.decisions.values().stream()
                .map(DecisionRecord::reasons)
                .toList()
                .toString();
    }

    /** By night 150/s, by day 700/s, no day like the one before; the ramp takes a tenth of the day. */
    private static double daily(int second) {
        int at = second % DAY;
        double ramp = at < 240 ? 0 : at < 300 ? (at - 240) / 60.0 : at < 540 ? 1 : (600 - at) / 60.0;
        return (150 + 550 * ramp) * (1 + 0.15 * Math.sin(2.1 * (second / DAY)));
    }

    private static int[] days(SimulatedService shop, int from, int days) {
        int[] targets = new int[days * DAY];
        for (int second = 0; second < targets.length; second++) {
            shop.offered = daily(from + second);
            shop.seconds(1);
            targets[second] = shop.target();
        }
        return targets;
    }

    @Test
    void aForecastGrowsTheServiceBeforeTheDailyRamp() {
        SimulatedService shop = shop(1, scaling(8, Map.of(), load(180), predictive(false)));
        SimulatedService reactive = shop(1, scaling(8, Map.of(), load(180)));
        int[] ahead = days(shop, 0, 8);
        int[] behind = days(reactive, 0, 8);
        int start = 7 * DAY;
        assertThat(first(ahead, start + 120, 4)).as(shop.story()).isLessThan(first(behind, start + 120, 4) - 15);
        DecisionRecord early = counts(shop).stream()
                .filter(decision -> decision.inputs().containsKey("forecast.upper"))
                .reduce((one, other) -> other)
                .orElseThrow();
        assertThat(early.inputs()).containsKeys("forecast.throughput", "forecast.horizon", "start.time");
        assertThat(shop.planner.outlook.starts().usual().toSeconds()).isBetween(2L, 4L);
    }

    private static int first(int[] targets, int from, int atLeast) {
        int at = from;
        while (at < targets.length && targets[at] < atLeast) {
            at++;
        }
        return at;
    }

    @Test
    void aForecastWithoutHistoryLeavesTheServiceToTheOtherRules() {
        SimulatedService shop = shop(1, scaling(8, Map.of(), load(180), predictive(true)));
        SimulatedService reactive = shop(1, scaling(8, Map.of(), load(180)));
        assertThat(days(shop, 0, 1)).isEqualTo(days(reactive, 0, 1));
        assertThat(reasons(shop)).contains("not used: ").contains("not enough history");
        assertThat(shop.recalls).hasSize(1);
    }

    @Test
    void whatHistoryRemembersIsForecastWithAtOnce() {
        SimulatedService shop = shop(1, scaling(8, Map.of(), load(180), predictive(false)));
        shop.offered = daily(0);
        shop.seconds(1);
        Effect.Recall recall = shop.recalls.get(0);
        int seconds = 7 * DAY;
        List<Instant> at = new ArrayList<>();
        double[] loads = new double[seconds];
        for (int i = 0; i < seconds; i++) {
            at.add(shop.now.minusSeconds(seconds - i));
            loads[i] = daily(i) * (1 + 0.02 * Math.sin(i * 12.9898));
        }
        shop.run(state -> state.recalled(shop.now, recall.rule(), at, loads));
        int[] targets = days(shop, 0, 1);
        assertThat(first(targets, 120, 4)).as(shop.story()).isLessThan(240 + 20);
    }

    @Test
    void aLearnedCapacitySizesTheService() {
        Map<String, Object> learned = Map.of(
                "load", Map.of("metric", "throughput", "perInstance", "learned", "headroom", "0%", "meanwhile", 180));
        Map<String, Object> full = Map.of("resource", Map.of("metric", "cpu", "target", "4%"));
        SimulatedService shop = shop(3, scaling(8, Map.of(), learned, full));
        for (int second = 0; second < 3_000; second++) { // a processor does 4,000/s: 4 % are 160/s
            shop.offered = 400 + 25 * Math.sin(second / 70.0);
            shop.seconds(1);
        }
        shop.offered = 900;
        shop.seconds(60);
        DecisionRecord last = counts(shop).get(counts(shop).size() - 1);
        assertThat(last.inputs()).as(shop.story()).containsKeys("capacity.perInstance", "capacity.low");
        assertThat(last.inputs().get("capacity.perInstance")).isBetween(140.0, 180.0);
        assertThat(shop.target()).as(shop.story()).isEqualTo(6);
    }

    @Test
    void aScheduleHoldsItsCountWhileItIsOpenAndNotLonger() {
        Map<String, Object> schedule =
                Map.of("schedule", Map.of("cron", "0 0/10 * * * ?", "duration", "2m", "minInstances", 5));
        SimulatedService shop = shop(1, scaling(8, Map.of(), load(180), schedule));
        shop.offered = 150;
        shop.seconds(60);
        assertThat(shop.target()).as(shop.story()).isEqualTo(5);
        shop.seconds(240);
        assertThat(shop.target()).as(shop.story()).isEqualTo(1);
        shop.seconds(330);
        assertThat(shop.target()).as(shop.story()).isEqualTo(5);
        assertThat(reasons(shop)).contains("open, at least 5");
    }

    @Test
    void theFlapBudgetHoldsUnderOscillationAndTheBudgetIsWhy() {
        Map<String, Object> budget = Map.of("flapBudget", Map.of("actions", 8, "per", "30m"));
        SimulatedService calm = shop(1, scaling(8, budget, load(180)));
        SimulatedService wild = shop(1, scaling(8, Map.of(), load(180)));
        for (int second = 0; second < 1_700; second++) {
            double offered = second / 80 % 2 == 0 ? 150 : 500;
            calm.offered = offered;
            wild.offered = offered;
            calm.seconds(1);
            wild.seconds(1);
        }
        assertThat(moves(wild)).isGreaterThan(20);
        assertThat(moves(calm)).as(calm.story()).isLessThanOrEqualTo(8 + 3); // what grows for safety overdraws it
        assertThat(reasons(calm)).contains("flap budget: ");
    }

    private static int moves(SimulatedService shop) {
        return counts(shop).stream()
                .mapToInt(decision -> Math.abs(Integer.parseInt(decision.to()) - Integer.parseInt(decision.from())))
                .sum();
    }

    @Test
    void aPriceKeepsInstancesThatAreNotWorthStopping() {
        Map<String, Object> dear = Map.of("cost", Map.of("instancePerHour", 0.1, "minSavingToDisruption", 50));
        Map<String, Object> cheap = Map.of("cost", Map.of("instancePerHour", 0.1, "minSavingToDisruption", 0.5));
        SimulatedService kept = shop(4, scaling(8, Map.of(), load(180), dear));
        SimulatedService stopped = shop(4, scaling(8, Map.of(), load(180), cheap));
        for (SimulatedService shop : List.of(kept, stopped)) {
            shop.offered = 150;
            shop.seconds(120);
        }
        assertThat(kept.target()).as(kept.story()).isEqualTo(4);
        assertThat(reasons(kept)).contains("not worth it");
        assertThat(stopped.target()).as(stopped.story()).isEqualTo(1);
    }

    @Test
    void nothingShrinksOnATotalThatMissesANode() {
        SimulatedService shop = shop(4, scaling(8, Map.of(), load(180)));
        shop.offered = 600;
        shop.seconds(60);
        shop.mute(shop.nodes.keySet().iterator().next());
        shop.offered = 150;
        shop.seconds(60);
        assertThat(shop.target()).as(shop.story()).isEqualTo(4);
    }
}
