package io.flyball.policy.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.automate.Cron;
import io.flyball.policy.capacity.LearnedCapacity;
import io.flyball.policy.capacity.LearnedCapacity.Learned;
import io.flyball.policy.capacity.LearnedCapacity.NotLearned;
import io.flyball.policy.capacity.Usl;
import io.flyball.policy.document.PolicyDefaults;
import io.flyball.policy.document.ScalingBehavior;
import io.flyball.policy.document.ScalingConfig;
import io.flyball.policy.document.ScalingRule;
import io.flyball.policy.document.ScalingRule.Combine;
import io.flyball.policy.headroom.Upper;
import io.flyball.policy.scale.Proposal.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InstanceRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final ScalingRule.LearnedLoad LEARNED =
            new ScalingRule.LearnedLoad("throughput", 0.8, 0, OptionalDouble.empty());
    private static final Learned FOUR_HUNDRED = learned(360, 440, Optional.empty());
    private static final Disruption TWO_MINUTES = new Disruption(
            Duration.ofSeconds(120), Duration.ofSeconds(30), Double.NaN, Double.NaN, Duration.ofMinutes(20));

    @Test
    void aLearnedCapacityGrowsByItsEstimateAndShrinksByItsLowerEnd() {
        assertThat(propose(LEARNED, 4, 500, FOUR_HUNDRED).replicas()).hasValue(5); // 2000 / 400
        assertThat(propose(LEARNED, 10, 270, FOUR_HUNDRED).replicas()).hasValue(8); // 2700 / 360, not / 400
        assertThat(propose(LEARNED, 10, 270, FOUR_HUNDRED).reason())
                .isEqualTo("throughput: mean 270 per instance, target 400 (learned 400 req/s per instance at 60 %"
                        + " utilization, 95 % interval 360..440, from 214 points) -> 8"
                        + " (shrinks by the lower end of what was learned)");
    }

    @Test
    void headroomIsKeptFree() {
        ScalingRule rule = new ScalingRule.LearnedLoad("throughput", 0.8, 0.2, OptionalDouble.empty());
        assertThat(propose(rule, 4, 400, FOUR_HUNDRED).replicas()).hasValue(5); // 1600 / 320
    }

    @Test
    void whereMoreInstancesCarryLessEachTheLawIsAsked() {
        Usl law = new Usl(400, 0.05, 0);
        // 3200 at 400 each would be 8; X(n) = 400 n / (1 + 0.05 (n - 1)) = 3200 at n = 12.7
        Proposal proposal = propose(LEARNED, 4, 800, learned(390, 410, Optional.of(law)));
        assertThat(proposal.replicas()).hasValue(13);
        assertThat(proposal.reason()).endsWith("-> 13 (more instances carry less each)");
        assertThat(propose(LEARNED, 8, 1200, learned(390, 410, Optional.of(law)))
                        .reason())
                .endsWith("-> 24 (by what was learned no count carries 9600)");
    }

    @Test
    void whatIsNotLearnedWellEnoughIsNotUsed() {
        assertThat(propose(LEARNED, 4, 500, new NotLearned("3 points")))
                .isEqualTo(Proposal.abstained("throughput: not learned: 3 points"));
        Proposal vague = propose(LEARNED, 4, 500, learned(300, 500, Optional.empty()));
        assertThat(vague.kind()).isEqualTo(Kind.ABSTAINED);
        assertThat(vague.reason()).endsWith("confidence 0.75 is below 0.8");
        ScalingRule meanwhile = new ScalingRule.LearnedLoad("throughput", 0.8, 0, OptionalDouble.of(250));
        assertThat(propose(meanwhile, 4, 500, new NotLearned("3 points")).replicas())
                .hasValue(8);
    }

    @Test
    void aTotalIsTheSumOrTheLargestOfWhatInstancesReport() {
        ScalingRule sum = new ScalingRule.Total("queue", Combine.SUM, true, 10);
        ScalingRule max = new ScalingRule.Total("queue", Combine.MAX, false, 20);
        assertThat(propose(sum, 4, 20, null).replicas()).hasValue(8); // 80 in all, 10 each
        assertThat(propose(max, 4, 24, null).replicas()).hasValue(5); // 24/20 * 4 = 4.8
        List<InstanceReading> oneMissing = List.of(reading(20), new InstanceReading("b", OptionalDouble.empty(), true));
        assertThat(InstanceRules.propose(sum, 2, oneMissing, Tolerance.DEFAULT).isFailed())
                .isTrue();
        assertThat(InstanceRules.propose(max, 2, oneMissing, Tolerance.DEFAULT).replicas())
                .hasValue(2);
    }

    @Test
    void aForecastAddsAndReleasesOnlyWhereItMayAndHasProvenItself() {
        ScalingRule load = new ScalingRule.Load("throughput", 400);
        assertThat(forecast(load, 4, 1900, true, true).replicas()).hasValue(5);
        assertThat(forecast(load, 4, 1900, true, true).kind()).isEqualTo(Kind.MEASURED);
        assertThat(forecast(load, 8, 1900, true, true).kind()).isEqualTo(Kind.RELEASE);
        assertThat(forecast(load, 8, 1900, false, true).kind()).isEqualTo(Kind.FLOOR);
        assertThat(forecast(load, 8, 1900, true, false).kind()).isEqualTo(Kind.FLOOR);
        assertThat(forecast(load, 8, 1900, true, false).reason())
                .isEqualTo("forecast of throughput: 1600 expected, at most 1900 (95 %) within 240 s, 400 per instance"
                        + " -> 5, may only add: MASE 0.8 over 5 days");
    }

    @Test
    void aForecastThatDoesNotQualifyAbstains() {
        Proposal proposal = PredictiveProposal.of(predictive(true), Expected.unknown("no season"), 400, 4);
        assertThat(proposal).isEqualTo(Proposal.abstained("forecast of throughput: not used: no season"));
    }

    @Test
    void shrinkingMustBeWorthWhatItDisturbs() {
        ScalingRule.Cost cost = new ScalingRule.Cost(0.12, 0.5);
        Proposal worth = CostProposal.of(cost, 8, List.of(Proposal.of(6, "x")), TWO_MINUTES);
        assertThat(worth.replicas()).hasValue(0);
        assertThat(worth.reason())
                .isEqualTo("cost: 2 fewer save 0.2 an hour for about 20 min; saving to disruption 0.67,"
                        + " at least 0.5: worth it");
        Disruption slow =
                new Disruption(Duration.ofSeconds(600), Duration.ZERO, Double.NaN, Double.NaN, Duration.ofMinutes(20));
        assertThat(CostProposal.of(cost, 8, List.of(Proposal.of(6, "x")), slow).replicas())
                .hasValue(8);
        Disruption interrupting =
                new Disruption(Duration.ofSeconds(120), Duration.ofSeconds(30), 500, 1000, Duration.ofMinutes(20));
        assertThat(CostProposal.of(cost, 8, List.of(Proposal.of(6, "x")), interrupting)
                        .replicas())
                .hasValue(8); // 0.33 / (0.5 + 0.5)
        assertThat(CostProposal.of(cost, 8, List.of(Proposal.of(9, "x")), slow).replicas())
                .hasValue(0);
    }

    @Test
    void aScheduleIsOpenFromItsStartForItsDurationInItsZone() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        ScalingRule.Schedule office = new ScalingRule.Schedule(
                Cron.parse("0 0 9 ? * MON-FRI", berlin), Optional.of(Duration.ofHours(8)), Optional.empty(), 6);
        assertThat(ScheduleProposal.isOpen(office, Instant.parse("2026-11-23T07:59:59Z")))
                .isFalse();
        assertThat(ScheduleProposal.isOpen(office, Instant.parse("2026-11-23T08:00:00Z")))
                .isTrue();
        assertThat(ScheduleProposal.isOpen(office, Instant.parse("2026-11-23T15:59:59Z")))
                .isTrue();
        assertThat(ScheduleProposal.isOpen(office, Instant.parse("2026-11-23T16:00:00Z")))
                .isFalse();
        ScalingRule.Schedule night = new ScalingRule.Schedule(
                Cron.parse("0 0 22 * * ?", berlin),
                Optional.empty(),
                Optional.of(Cron.parse("0 0 6 * * ?", berlin)),
                6);
        assertThat(ScheduleProposal.isOpen(night, Instant.parse("2026-11-23T21:00:00Z")))
                .isTrue();
        assertThat(ScheduleProposal.isOpen(night, Instant.parse("2026-11-24T04:59:59Z")))
                .isTrue();
        assertThat(ScheduleProposal.isOpen(night, Instant.parse("2026-11-24T05:00:00Z")))
                .isFalse();
        assertThat(ScheduleProposal.of(office, NOON, false))
                .isEqualTo(Proposal.floor(6, "schedule " + office.start() + ": open, at least 6"));
    }

    @Test
    void aBacklogIsDrainedInTime() {
        Backlog backlog = new Backlog(1200, 80, 25, 20, Duration.ofSeconds(60));
        assertThat(backlog.propose(2).replicas()).hasValue(4);
        assertThat(new Backlog(1200, 80, 25, 90, Duration.ofSeconds(60))
                        .propose(4)
                        .replicas())
                .hasValue(5);
        assertThat(new Backlog(Double.NaN, 80, 25, 90, Duration.ofSeconds(60))
                        .propose(4)
                        .isFailed())
                .isTrue();
        assertThat(new Backlog(0, 0, 25, Double.NaN, Duration.ZERO).propose(4).replicas())
                .hasValue(0);
    }

    @Test
    void everyRuleProposesAndPricesJudgeTheOthers() {
        ScalingConfig config = config(
                new ScalingRule.Cost(0.12, 5), new ScalingRule.Load("throughput", 400), LEARNED, predictive(false));
        RuleInputs inputs = inputs(config, 10, 100, FOUR_HUNDRED);
        List<Proposal> proposals = InstanceRules.propose(inputs);
        assertThat(proposals)
                .extracting(Proposal::kind)
                .containsExactly(Kind.MEASURED, Kind.MEASURED, Kind.FLOOR, Kind.FLOOR);
        assertThat(proposals.get(3).replicas()).hasValue(10); // not worth it
        Decision decision = InstanceScaling.decide(NOON, 10, config, proposals, ScalingHistory.NONE)
                .decision();
        assertThat(decision.isHold()).isTrue();
        assertThat(decision.reasons()).hasSize(4);
    }

    @Test
    void headroomCountsForWhatTheLoadMayRiseTo() {
        ScalingRule.Headroom rule = new ScalingRule.Headroom("cpu", 0.9, 0.998, Optional.empty());
        Proposal proposal = propose(rule, 4, 0.8, FOUR_HUNDRED);
        assertThat(proposal.replicas()).hasValue(6); // 5.1 / 0.9
        assertThat(proposal.kind()).isEqualTo(Kind.MEASURED);
        assertThat(proposal.reason()).contains("3.2 now", "at most 5.1", "99.8 %", "highest of an hour");
    }

    @Test
    void headroomThatIsNotLearnedYetLeavesTheOthersAloneAndALoadThatIsNotSeenForbidsShrinking() {
        ScalingRule.Headroom rule = new ScalingRule.Headroom("cpu", 0.9, 0.998, Optional.empty());
        Upper unknown = new Upper(3.2, Double.NaN, "not enough history");
        Upper unseen = new Upper(Double.NaN, Double.NaN, "the load is not measured now");
        assertThat(HeadroomProposal.of(rule, unknown).kind()).isEqualTo(Kind.ABSTAINED);
        assertThat(HeadroomProposal.of(rule, unseen).kind()).isEqualTo(Kind.FAILED);
    }

    private static final Upper RISING = new Upper(3.2, 5.1, "leans 60 % on the highest of an hour");

    private static Proposal propose(ScalingRule rule, int current, double each, LearnedCapacity capacity) {
        return InstanceRules.propose(rule, inputs(config(rule), current, each, capacity));
    }

    private static Proposal forecast(ScalingRule load, int current, double upper, boolean release, boolean proven) {
        RuleInputs inputs = inputs(config(load, predictive(release)), current, 100, FOUR_HUNDRED);
        Expected expected = new Expected(1600, upper, Duration.ofMinutes(4), true, proven, "MASE 0.8 over 5 days");
        RuleInputs with = new RuleInputs(
                NOON,
                current,
                inputs.config(),
                inputs.readings(),
                inputs.capacity(),
                rule -> expected,
                rule -> RISING,
                TWO_MINUTES);
        return InstanceRules.propose(predictive(release), with);
    }

    private static ScalingRule.Predictive predictive(boolean release) {
        return new ScalingRule.Predictive("throughput", Optional.empty(), Optional.empty(), 0.95, release);
    }

    private static RuleInputs inputs(ScalingConfig config, int current, double each, LearnedCapacity capacity) {
        List<InstanceReading> readings =
                IntStream.range(0, current).mapToObj(i -> reading(each)).toList();
        Expected expected = new Expected(1600, 1900, Duration.ofMinutes(4), true, true, "MASE 0.8 over 5 days");
        return new RuleInputs(
                NOON,
                current,
                config,
                rule -> readings,
                rule -> capacity,
                rule -> expected,
                rule -> RISING,
                TWO_MINUTES);
    }

    private static InstanceReading reading(double value) {
        return new InstanceReading("a", OptionalDouble.of(value), true);
    }

    private static Learned learned(double low, double high, Optional<Usl> law) {
        return new Learned(400, low, high, 0.6, 214, "60 % utilization", law);
    }

    private static ScalingConfig config(ScalingRule... rules) {
        return new ScalingConfig(
                1,
                50,
                3,
                Duration.ZERO,
                List.of(rules),
                new ScalingBehavior(PolicyDefaults.SCALE_UP, PolicyDefaults.SCALE_DOWN));
    }
}
