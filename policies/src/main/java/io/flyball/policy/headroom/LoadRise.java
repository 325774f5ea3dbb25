package io.flyball.policy.headroom;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the load of a service will not exceed while an instance starts, learned from how it rose before. Several levels (the
 * load now, means, recent highs, the same time of earlier days) are each extended by the quantile of the rises that followed
 * them; what they promise is weighted by how cheaply they kept their promises, so that a noisy service gets room for its
 * noise, one that jumps every day at nine is ready at nine, and a calm one pays for neither. Immutable.
 *
 * <p>The quantile of past errors as a margin is split conformal prediction (Vovk, Gammerman, Shafer: Algorithmic Learning
 * in a Random World, 2005), weighting experts by their loss is aggregation of experts (Cesa-Bianchi, Lugosi: Prediction,
 * Learning, and Games, 2006), the loss is the pinball loss of the quantile (Koenker, Bassett 1978).
 *
 * <p>Example: 36 busy instances now, and in 99.8 % of the cases of the last days the root of the load rose by at most 1.2 from
 * its mean of 34 within the horizon: (sqrt(34) + 1.2)^2 = 49.4.
 */
public final class LoadRise {
    private static final int SHARPNESS = 12;
    private static final Duration RECENT = Duration.ofMinutes(122);
    private static final long MINUTE = 60_000;
    private static final double MOSTLY = 0.5;
    private static final double PERCENT = 100;

    private final RiseSettings settings;
    private final RecentLoad recent;
    private final PastDays past;
    private final double mean5;
    private final double mean20;
    private final List<Lesson> pending;
    private final Candidate[] candidates;

    private LoadRise(
            RiseSettings settings,
            RecentLoad recent,
            PastDays past,
            double mean5,
            double mean20,
            List<Lesson> pending,
            Candidate[] candidates) {
        this.settings = settings;
        this.recent = recent;
        this.past = past;
        this.mean5 = mean5;
        this.mean20 = mean20;
        this.pending = pending;
        this.candidates = candidates;
    }

    public static LoadRise start(RiseSettings settings) {
        Candidate[] candidates = new Candidate[Level.COUNT];
        Arrays.fill(candidates, Candidate.NEW);
        int most = (int) (RECENT.toMillis() / settings.bucket().toMillis()) + 1;
        return new LoadRise(
                settings, RecentLoad.empty(most), PastDays.NOTHING, Double.NaN, Double.NaN, List.of(), candidates);
    }

    public RiseSettings settings() {
        return settings;
    }

    /** The same memory of the load for another horizon or quantile; what was learned about rises begins anew. */
    public LoadRise with(RiseSettings other) {
        if (other.equals(settings)) {
            return this;
        }
        LoadRise fresh = start(other);
        return other.bucket().equals(settings.bucket())
                ? new LoadRise(other, recent, past, mean5, mean20, List.of(), fresh.candidates)
                : new LoadRise(other, fresh.recent, past, Double.NaN, Double.NaN, List.of(), fresh.candidates);
    }

    /**
     * @param load of the whole service, in any unit that adds up, 0 or more; NaN when it was not measured
     * @return what is known from then on; the same where the clock went back by more than a bucket
     */
    public LoadRise observe(Instant at, double load) {
        long number = Math.floorDiv(at.toEpochMilli(), settings.bucket().toMillis());
        double seen = load >= 0 && Double.isFinite(load) ? load : Double.NaN;
        if (recent.open() != Long.MIN_VALUE && number < recent.open()) {
            return this;
        }
        LoadRise before = number == recent.open() || recent.open() == Long.MIN_VALUE ? this : closed(number);
        return new LoadRise(
                settings,
                before.recent.plus(number, seen),
                before.past.plus(Math.floorDiv(at.toEpochMilli(), MINUTE), seen),
                before.mean5,
                before.mean20,
                before.pending,
                before.candidates);
    }

    /** The open bucket is complete: means move, and what was promised earlier is compared with what came. */
    private LoadRise closed(long next) {
        long passed = next - recent.open();
        double m5 = moved(mean5, recent.last(), passed, Level.MEAN_5_HALF_LIFE_SECONDS);
        double m20 = moved(mean20, recent.last(), passed, Level.MEAN_20_HALF_LIFE_SECONDS);
        if (Math.floorMod(recent.open(), settings.lesson()) != 0) {
            return new LoadRise(settings, recent, past, m5, m20, pending, candidates);
        }
        List<Lesson> open = new ArrayList<>();
        Candidate[] learned = candidates;
        for (Lesson lesson : pending) {
            long end = lesson.bucket() + settings.ahead();
            if (end > recent.open()) {
                open.add(lesson);
            } else if (recent.known(lesson.bucket(), end) >= MOSTLY) {
                learned = learning(learned, lesson, recent.highest(lesson.bucket(), end));
            }
        }
        double[] levels = Level.all(recent, past, m5, m20, settings);
        double[] promised = new double[Level.COUNT];
        for (int i = 0; i < Level.COUNT; i++) {
            promised[i] = learned[i].promise(levels[i]);
        }
        open.add(new Lesson(recent.open(), levels, promised));
        return new LoadRise(settings, recent, past, m5, m20, List.copyOf(open), learned);
    }

    private double moved(double mean, double load, long buckets, double halfLifeSeconds) {
        if (Double.isNaN(load) || Double.isNaN(mean)) {
            return Double.isNaN(load) ? mean : load;
        }
        double seconds = buckets * settings.bucket().toMillis() / 1000.0;
        return load + (mean - load) * StrictMath.pow(0.5, seconds / halfLifeSeconds);
    }

    private Candidate[] learning(Candidate[] before, Lesson lesson, double came) {
        double between = settings.lesson() * settings.bucket().toMillis();
        double fade = StrictMath.pow(0.5, between / settings.halfLife().toMillis());
        Candidate[] next = new Candidate[Level.COUNT];
        for (int i = 0; i < Level.COUNT; i++) {
            next[i] = before[i].learning(lesson.levels()[i], lesson.uppers()[i], came, settings.quantile(), fade);
        }
        return next;
    }

    /** What will not be exceeded from now to the end of the horizon. */
    public Upper upper() {
        if (Double.isNaN(recent.last())) {
            return new Upper(Double.NaN, Double.NaN, "the load is not measured now");
        }
        double[] levels = Level.all(
                recent,
                past,
                moved(mean5, recent.last(), 1, Level.MEAN_5_HALF_LIFE_SECONDS),
                moved(mean20, recent.last(), 1, Level.MEAN_20_HALF_LIFE_SECONDS),
                settings);
        double[] promises = new double[Level.COUNT];
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < Level.COUNT; i++) {
            promises[i] = candidates[i].isTrusted() ? candidates[i].promise(levels[i]) : Double.NaN;
            least = Double.isNaN(promises[i]) ? least : Math.min(least, candidates[i].meanLoss());
        }
        if (Double.isInfinite(least)) {
            return new Upper(recent.last(), Double.NaN, "not enough history: its rises are learned for some hours");
        }
        return weighted(levels, promises, least);
    }

    private Upper weighted(double[] levels, double[] promises, double least) {
        double weights = 0;
        double sum = 0;
        double heaviest = 0;
        int leaning = 0;
        for (int i = 0; i < Level.COUNT; i++) {
            if (!Double.isNaN(promises[i])) {
                double loss = candidates[i].meanLoss();
                double weight = loss <= least ? 1 : StrictMath.pow(least / loss, SHARPNESS);
                weights += weight;
                sum += weight * promises[i];
                if (weight > heaviest) {
                    heaviest = weight;
                    leaning = i;
                }
            }
        }
        String reason = String.format(
                Locale.ROOT,
                "leans %.0f %% on %s, %.4g, after which it reached at most %.4g",
                PERCENT * heaviest / weights,
                Level.values()[leaning].words,
                levels[leaning],
                promises[leaning]);
        return new Upper(recent.last(), sum / weights, reason);
    }
}
