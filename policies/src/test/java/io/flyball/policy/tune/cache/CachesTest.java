package io.flyball.policy.tune.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flyball.policy.document.CacheOptimization;
import io.flyball.policy.tune.Advice;
import io.flyball.policy.tune.Wild;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CachesTest {
    private static final String KNOB = "app.prices.capacity";

    @Test
    void fitsTheCurveOfTwoSizes() {
        HitCurve curve = HitCurve.fit(List.of(new HitCurve.Point(100e6, 0.6), new HitCurve.Point(400e6, 0.8)))
                .orElseThrow();
        assertThat(curve.exponent()).isCloseTo(0.5, within(1e-9));
        assertThat(curve.misses(200e6)).isCloseTo(0.4 / Math.sqrt(2), within(1e-9));
        assertThat(curve.gain(100e6)).isCloseTo(0.5 * 0.4 / 100e6, within(1e-15));
    }

    @Test
    void oneSizeOrNoGainIsAnUnknownCurve() {
        HitCurve.Point point = new HitCurve.Point(100e6, 0.6);
        assertThat(HitCurve.fit(List.of(point))).isEmpty();
        assertThat(HitCurve.fit(List.of(point, new HitCurve.Point(101e6, 0.7)))).isEmpty();
        assertThat(HitCurve.fit(List.of(point, new HitCurve.Point(400e6, 0.5)))).isEmpty();
        assertThat(HitCurve.fit(List.of(point, new HitCurve.Point(Double.NaN, 0.9))))
                .isEmpty();
    }

    @Test
    void theNextMegabyteSavesTheSameInEveryCache() {
        HitCurve curve = new HitCurve(4000, 0.5, 0, 2);
        CacheShares.Cache busy = new CacheShares.Cache("busy", 100e6, 1e6, 1e12, 4000, 0.01, Optional.of(curve));
        CacheShares.Cache calm = new CacheShares.Cache("calm", 100e6, 1e6, 1e12, 1000, 0.01, Optional.of(curve));
        CacheShares.Split split = CacheShares.split(List.of(busy, calm), 350e6);
        double first = split.shares().get(0).bytes();
        double second = split.shares().get(1).bytes();
        assertThat(first / second).isCloseTo(Math.pow(4, 2.0 / 3), within(1e-6));
        assertThat(first + second).isCloseTo(350e6, within(10.0));
        assertThat(busy.gain(first)).isCloseTo(calm.gain(second), within(busy.gain(first) * 1e-6));
    }

    @Test
    void aCacheOfUnknownCurveKeepsWhatItHas() {
        CacheShares.Cache known = new CacheShares.Cache(
                "known", 100e6, 1e6, 1e12, 1000, 0.01, Optional.of(new HitCurve(4000, 0.5, 0, 2)));
        CacheShares.Cache unknown = new CacheShares.Cache("unknown", 100e6, 1e6, 1e12, 1000, 0.01, Optional.empty());
        CacheShares.Split split = CacheShares.split(List.of(known, unknown), 350e6);
        assertThat(split.shares()).hasSize(1);
        assertThat(split.shares().get(0).bytes()).isBetween(249_999_990L, 250_000_000L);
        assertThat(split.reasons())
                .first()
                .isEqualTo("unknown: unknown curve, stays at 100 MB; two measured sizes or a ghost cache would tell");
    }

    @Test
    void growsACacheThatThrowsOutWhatIsAskedFor() {
        Advice advice = CacheKnobs.advise(
                KNOB,
                new CacheOptimization(
                        Optional.of(KNOB),
                        100,
                        200_000,
                        Optional.of(CacheOptimization.Eviction.LFU),
                        Optional.of(Duration.ofMinutes(10))),
                List.of(has(KNOB, 1000), has("app.prices.expireAfterMillis", 60_000)),
                new CacheKnobs.Reading(1000, 0.6, 12, 2000, 400e6));
        assertThat(advice.settings())
                .containsExactly(new Setting(KNOB, 1500), new Setting("app.prices.expireAfterMillis", 600_000));
        assertThat(advice.reasons())
                .containsExactly(
                        "60.0% hits and entries thrown out: 1000 -> 1500, at most a quarter of 400 MB free and 200000",
                        "not offered by this node: app.prices.evictionPolicy = 1",
                        "app.prices.expireAfterMillis: 600000 instead of 60000, as the policy says");
    }

    @Test
    void takesAtMostAQuarterOfTheFreeHeap() {
        assertThat(grown(new CacheKnobs.Reading(1000, 0.6, 12, 2000, 800_000))).isEqualTo(1100);
        assertThat(grown(new CacheKnobs.Reading(1000, 0.6, 12, 2000, Double.NaN)))
                .isEqualTo(1000);
        assertThat(grown(new CacheKnobs.Reading(300, 0.6, 0, 2000, 400e6))).isEqualTo(1000);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.policy.Seeds#all")
    void sharesStayWithinTheBudgetAndTheirBounds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20; i++) {
            List<CacheShares.Cache> caches = new ArrayList<>();
            boolean broken = random.nextInt(3) == 0;
            for (int n = random.nextInt(6); n > 0; n--) {
                List<HitCurve.Point> points = new ArrayList<>();
                for (int p = random.nextInt(4); p > 0; p--) {
                    points.add(new HitCurve.Point(Wild.number(random, 1e9), Wild.number(random, 1)));
                }
                caches.add(new CacheShares.Cache(
                        "c" + n,
                        broken ? Wild.number(random, 1e9) : random.nextDouble() * 1e8,
                        1e6,
                        broken ? Wild.number(random, 1e9) : 1e9,
                        broken ? Wild.number(random, 1e4) : random.nextDouble() * 1e4,
                        0.01,
                        HitCurve.fit(points)));
            }
            double budget = Wild.number(random, 2e9);
            CacheShares.Split split = CacheShares.split(caches, budget);
            assertThat(split.reasons()).isNotEmpty();
            double sum = split.shares().stream()
                    .mapToDouble(CacheShares.Share::bytes)
                    .sum();
            assertThat(sum).isLessThanOrEqualTo(split.shares().isEmpty() ? 0 : budget * (1 + 1e-9) + 1);
            split.shares().forEach(share -> assertThat(share.bytes()).isBetween(999_999L, 1_000_000_000L));
            Advice advice = CacheKnobs.advise(
                    KNOB,
                    new CacheOptimization(Optional.empty(), 100, 5000, Optional.empty(), Optional.empty()),
                    List.of(has(KNOB, random.nextLong(1, 10_000))),
                    new CacheKnobs.Reading(
                            Wild.number(random, 5000),
                            Wild.number(random, 1),
                            Wild.number(random, 10),
                            Wild.number(random, 5000),
                            Wild.number(random, 1e9)));
            assertThat(advice.reasons()).isNotEmpty();
            advice.settings().forEach(setting -> assertThat(setting.value()).isBetween(100L, 5000L));
        }
    }

    private static long grown(CacheKnobs.Reading reading) {
        Advice advice = CacheKnobs.advise(
                KNOB,
                new CacheOptimization(Optional.empty(), 100, 200_000, Optional.empty(), Optional.empty()),
                List.of(has(KNOB, 1000)),
                reading);
        return advice.isChange() ? advice.settings().get(0).value() : 1000;
    }

    private static Capability has(String knob, long current) {
        return new Capability(knob, current, 1, 10_000_000, "entries", true, "");
    }
}
