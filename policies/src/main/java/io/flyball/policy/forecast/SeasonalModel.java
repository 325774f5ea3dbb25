package io.flyball.policy.forecast;

/**
 * The median of three opinions, at every step: a long autoregression in logarithms, a shorter one on the plain values, and
 * what was a week of seasons ago (the mean of the last three while the history is no longer than that).
 *
 * <p>The three err differently, and the median drops whichever runs away: 120, 100 and 300 give 120.
 */
final class SeasonalModel {
    private static final double PENALTY_LONG = 40;
    private static final double PENALTY_SHORT = 12;
    private static final int SEASONS_OF_MEAN = 3;
    private static final int MOST_ROWS = 4_000;

    private final int season;
    private final int cycles;
    private final Member longMember;
    private final Member shortMember;

    private SeasonalModel(int season, int cycles, Member longMember, Member shortMember) {
        this.season = season;
        this.cycles = cycles;
        this.longMember = longMember;
        this.shortMember = shortMember;
    }

    /** Grows with the history; {@link #until} answers the model as it would have been fitted at that point. */
    static final class Fit {
        private final int season;
        private final AnchoredRidge longRows;
        private final AnchoredRidge shortRows;

        Fit(Prepared series) {
            this.season = series.season();
            int n = series.length();
            int stride = Math.max(1, n / MOST_ROWS);
            this.longRows = new AnchoredRidge(series.scaled(), series.measured(), Lag.of(season, n, true), stride);
            this.shortRows = new AnchoredRidge(series.plain(), series.measured(), Lag.of(season, n, false), stride);
        }

        /** No forecast can start before this point. */
        int memory() {
            return Math.max(longRows.memory(), shortRows.memory());
        }

        SeasonalModel until(int end) {
            longRows.learnUntil(end);
            shortRows.learnUntil(end);
            int seasons = end / season;
            int cycles = seasons > Lag.WEEK ? Lag.WEEK : -Math.min(SEASONS_OF_MEAN, seasons);
            return new SeasonalModel(season, cycles, longRows.solve(PENALTY_LONG), shortRows.solve(PENALTY_SHORT));
        }
    }

    /** Values needed before the first one forecast. */
    int memory() {
        return Math.max(Math.max(longMember.memory(), shortMember.memory()), Math.abs(cycles) * season);
    }

    Member longMember() {
        return longMember;
    }

    /** What follows {@code series[0..origin)}, on the plain scale: the first {@code length} of {@code path}. */
    void forecast(Prepared series, int origin, Path path, int length) {
        longMember.extend(series.scaled(), origin, path.values, path.sums, length);
        shortMember.extend(series.plain(), origin, path.others, path.sums, length);
        for (int step = 0; step < length; step++) {
            double one = series.scale().from(path.values[step]);
            double two = path.others[step];
            double three = earlier(series.plain().values(), origin, step);
            path.values[step] = Math.max(Math.min(one, two), Math.min(Math.max(one, two), three));
        }
    }

    private double earlier(double[] plain, int origin, int step) {
        if (cycles > 0) {
            return plain[origin - cycles * season + step % (cycles * season)];
        }
        double sum = 0;
        for (int back = 1; back <= -cycles; back++) {
            sum += plain[origin - back * season + step % season];
        }
        return sum / -cycles;
    }

    /** Room for a forecast, used again from one origin to the next. */
    static final class Path {
        final double[] values;
        private final double[] others;
        private final double[] sums;

        Path(int length) {
            this.values = new double[length];
            this.others = new double[length];
            this.sums = new double[length + 1];
        }
    }
}
