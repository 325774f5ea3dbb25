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
import io.flyball.policy.document.ScalingConfig.FlapBudget;
import io.flyball.policy.document.ScalingRule;
import io.flyball.policy.headroom.Upper;
import io.flyball.policy.scale.InstanceScaling.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is measured, learned, forecast or told of the time: a count within the bounds, and a reason. */
class OddInputsTest {
    private static final double[] ODD = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1, 0, Double.MIN_VALUE, 1e300, -1e300, 0.6, 400
    };

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void neverOutsideItsBoundsNeverWithoutAReason(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int min = random.nextInt(1, 5);
        int max = random.nextInt(4) == 0 ? Integer.MAX_VALUE : min + random.nextInt(60);
        ScalingConfig config = config(random, min, max);
        ScalingHistory history = ScalingHistory.NONE;
        OutageWatch watch = OutageWatch.NONE;
        Instant now = Instant.parse("2026-11-23T12:00:00Z");
        int current = min;
        for (int i = 0; i < 200; i++) {
            now = random.nextInt(20) == 0
                    ? now.minusSeconds(random.nextInt(10_000))
                    : now.plusSeconds(random.nextInt(120));
            current = random.nextInt(30) == 0 ? extreme(random) : current;
            watch = watch.seeing(now, number(random), number(random), number(random));
            List<Guard> guards =
                    List.of(watch.guard(now), new AfterShrink("cpu", number(random), number(random), number(random)));
            List<Proposal> proposals = InstanceRules.propose(inputs(random, now, current, config));
            assertThat(proposals).hasSameSizeAs(config.rules());
            assertThat(proposals)
                    .allSatisfy(proposal -> assertThat(proposal.reason()).isNotBlank());
            Outcome outcome = InstanceScaling.decide(now, now, current, config, proposals, history, guards);
            Decision decision = outcome.decision();
            assertThat(decision.desired()).isBetween(min, max);
            assertThat(decision.reasons())
                    .isNotEmpty()
                    .allSatisfy(reason -> assertThat(reason).isNotBlank());
            if (decision.shrinks() && current <= max) {
                assertThat(proposals).noneMatch(Proposal::isFailed);
            }
            history = outcome.history();
            if (!decision.isHold()) {
                long change = (long) decision.desired() - current;
                history = history.changed(now, (int) Math.max(-1_000_000, Math.min(1_000_000, change)));
                current = decision.desired();
            }
        }
    }

    private static ScalingConfig config(SplittableRandom random, int min, int max) {
        Cron cron = Cron.parse("0 0 * * * ?", ZoneOffset.UTC);
        return new ScalingConfig(
                min,
                max,
                1.01 + random.nextDouble() * 5,
                Duration.ofSeconds(random.nextInt(300)),
                Duration.ofSeconds(random.nextInt(120)),
                Optional.of(new FlapBudget(random.nextInt(1, 30), Duration.ofHours(1))),
                Optional.empty(),
                List.of(
                        new ScalingRule.Resource("cpu", 0.6),
                        new ScalingRule.Load("throughput", 1e-9 + random.nextDouble() * 1000),
                        new ScalingRule.LearnedLoad("throughput", 0.5, random.nextDouble(), OptionalDouble.empty()),
                        new ScalingRule.Total("queue", ScalingRule.Combine.SUM, random.nextBoolean(), 10),
                        new ScalingRule.Predictive("cpu", Optional.empty(), Optional.empty(), 0.95, true),
                        new ScalingRule.Schedule(cron, Optional.of(Duration.ofMinutes(10)), Optional.empty(), 5),
                        new ScalingRule.Cost(0.12, 0.5)),
                new ScalingBehavior(PolicyDefaults.SCALE_UP, PolicyDefaults.SCALE_DOWN));
    }

    private static RuleInputs inputs(SplittableRandom random, Instant now, int current, ScalingConfig config) {
        List<InstanceReading> readings = IntStream.range(0, random.nextInt(8))
                .mapToObj(i -> new InstanceReading(
                        "i" + i,
                        random.nextInt(8) == 0 ? OptionalDouble.empty() : OptionalDouble.of(number(random)),
                        random.nextInt(8) != 0))
                .toList();
        LearnedCapacity capacity = random.nextInt(3) == 0
                ? new NotLearned("nothing yet")
                : new Learned(
                        number(random),
                        number(random),
                        number(random),
                        0.6,
                        100,
                        "60 % utilization",
                        Optional.of(new Usl(number(random), number(random), number(random))));
        Expected expected = new Expected(
                number(random),
                number(random),
                Duration.ofMinutes(random.nextInt(60)),
                random.nextBoolean(),
                random.nextBoolean(),
                "a backtest");
        Upper rising = new Upper(number(random), number(random), "rises");
        Disruption disruption = new Disruption(
                Duration.ofSeconds(random.nextInt(1000)),
                Duration.ofSeconds(random.nextInt(1000)),
                number(random),
                number(random),
                Duration.ofSeconds(random.nextInt(-1000, 10_000)));
        return new RuleInputs(
                now, current, config, rule -> readings, rule -> capacity, rule -> expected, rule -> rising, disruption);
    }

    private static double number(SplittableRandom random) {
        return random.nextInt(3) == 0 ? ODD[random.nextInt(ODD.length)] : random.nextDouble();
    }

    private static int extreme(SplittableRandom random) {
        int[] counts = {0, 1, Integer.MAX_VALUE, Integer.MAX_VALUE - 1, 1000, 7};
        return counts[random.nextInt(counts.length)];
    }
}
