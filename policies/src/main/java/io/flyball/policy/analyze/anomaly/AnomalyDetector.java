package io.flyball.policy.analyze.anomaly;

import io.flyball.policy.analyze.anomaly.Anomaly.Standing;
import io.flyball.policy.analyze.anomaly.Attention.Notice;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Scores the samples of one metric as they come: a score depends on this and earlier samples only, memory and work per
 * sample are bounded. Not safe for several threads.
 *
 * <p>{@code score = 1 - 10^-s}, {@code s} the mean of the four largest surprises of the {@link Witness witnesses}, in
 * decades, less what earlier alarms take off ({@link Attention}). Example: four witnesses say once in 1,000, no alarm was
 * raised before: {@code s = 3}, score 0.999.
 *
 * <p>Missing samples (not a number) leave no trace, and samples out of order neither; when ten in a row are older than the
 * newest, the clock was set back and they are taken. Magnitudes beyond 1e30 count as 1e30.
 */
public final class AnomalyDetector {
    private static final int STRONGEST = 4;
    private static final int CLOCK_WAS_SET_BACK = 10;
    private static final double SCORE_IN_SILENCE = 0.5;
    private static final double WORTH_WORDS = 0.9;
    private static final double LARGEST_VALUE = 1e30;
    private static final int LONGEST_WINDOW = 64;

    private final AnomalySettings settings;
    private final RecentValues recent;
    private final LongMemory longMemory;
    private final List<Witness> witnesses;
    private final double[] surprises;
    private final Attention attention;
    private long newest = Long.MIN_VALUE;
    private int older;
    private double lastScore;
    private double lastRarity;
    private long missing;
    private long ignored;

    public AnomalyDetector(AnomalySettings settings) {
        this.settings = settings;
        int memory = settings.memory();
        this.recent = new RecentValues(2 * memory + LONGEST_WINDOW);
        this.longMemory = new LongMemory(4 * memory);
        this.witnesses = List.of(
                new ExtremeWitness(),
                new ShapeWitness(1, 1, 5, memory),
                new ShapeWitness(19, 1, 27, memory),
                new ShapeWitness(4, 12, 27, memory),
                new LevelWitness(memory),
                new JumpWitness(memory),
                new TimeOfDayWitness(memory),
                new MixWitness(memory));
        this.surprises = new double[witnesses.size()];
        this.attention = new Attention(settings);
    }

    public Anomaly next(Instant at, double value) {
        return next(millis(at), value);
    }

    /** Instants beyond the range of milliseconds count as its ends. */
    private static long millis(Instant at) {
        long most = Long.MAX_VALUE / 1000 - 1;
        return at.getEpochSecond() > most
                ? Long.MAX_VALUE
                : at.getEpochSecond() < -most ? Long.MIN_VALUE : at.toEpochMilli();
    }

    public Anomaly next(long epochMillis, double value) {
        if (!Double.isFinite(value)) {
            missing++;
            return unjudged(epochMillis, value, Standing.MISSING, "no number: the score of the sample before stands");
        }
        if (epochMillis < newest && ++older < CLOCK_WAS_SET_BACK) {
            ignored++;
            return unjudged(
                    epochMillis,
                    value,
                    Standing.IGNORED,
                    "at %d ms, but the sample before was at %d ms: ignored".formatted(epochMillis, newest));
        }
        older = 0;
        newest = epochMillis;
        return judge(epochMillis, Math.max(-LARGEST_VALUE, Math.min(LARGEST_VALUE, value)), value);
    }

    private Anomaly judge(long epochMillis, double bounded, double value) {
        recent.add(bounded);
        for (int i = 0; i < surprises.length; i++) {
            surprises[i] = witnesses.get(i).surprise(epochMillis, recent, longMemory);
        }
        longMemory.add(bounded);
        if (recent.count() <= settings.learning()) {
            return unjudged(
                    epochMillis,
                    value,
                    Standing.LEARNING,
                    "learning: %,d of %,d samples".formatted(recent.count(), settings.learning()));
        }
        double surprise = strongest();
        Notice notice = attention.of(surprise);
        lastRarity = score(surprise);
        lastScore = notice.silent() ? Math.min(SCORE_IN_SILENCE, score(notice.surprise())) : score(notice.surprise());
        return new Anomaly(
                epochMillis, value, lastScore, lastRarity, notice.alarm(), Standing.JUDGED, words(surprise, notice));
    }

    /** Mean of the four largest: a spike of one sample shows to some witnesses only, a slow drift to others. */
    private double strongest() {
        double[] order = surprises.clone();
        Arrays.sort(order);
        double sum = 0;
        for (int i = order.length - STRONGEST; i < order.length; i++) {
            sum += order[i];
        }
        return sum / STRONGEST;
    }

    private static double score(double surprise) {
        return 1 - Math.pow(10, -surprise);
    }

    private String words(double surprise, Notice notice) {
        if (lastRarity < WORTH_WORDS) {
            return "nothing unusual";
        }
        StringBuilder words = new StringBuilder();
        double least = Math.min(1.5, surprise);
        for (int i = 0; i < surprises.length; i++) {
            if (surprises[i] >= least) {
                words.append(words.isEmpty() ? "" : "; ")
                        .append(witnesses.get(i).words());
                words.append(String.format(Locale.ROOT, " (%.1f decades)", surprises[i]));
            }
        }
        if (notice.silent()) {
            words.append("; silent after an alarm");
        } else if (notice.bar() > 0.1) {
            words.append(String.format(Locale.ROOT, "; earlier alarms take off %.1f decades", notice.bar()));
        }
        return words.toString();
    }

    private Anomaly unjudged(long epochMillis, double value, Standing standing, String reason) {
        return new Anomaly(epochMillis, value, lastScore, lastRarity, false, standing, reason);
    }

    /** Samples taken in so far. */
    public long samples() {
        return recent.count();
    }

    public long missing() {
        return missing;
    }

    public long ignored() {
        return ignored;
    }

    /** Size of the state, which does not grow. */
    public long bytes() {
        return recent.bytes()
                + longMemory.bytes()
                + witnesses.stream().mapToLong(Witness::bytes).sum();
    }
}
