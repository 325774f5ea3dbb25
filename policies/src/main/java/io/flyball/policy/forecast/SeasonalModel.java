package io.flyball.policy.forecast;

/**
 * The median of three opinions, at every step: a long autoregression in logarithms, a shorter one on the plain values, and
 * what was a week of seasons ago (the mean of the last three while the history is no longer than that).
 *
 * <p>The three err differently, and the median drops whichever runs away: 120, 100 and 300 give 120.
 */
final class SeasonalModel {
    private static final double RIDGE_LONG = 0.1;
    private static final double RIDGE_SHORT = 0.03;
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
        private final Prepared series;
        private final AnchoredRidge longRows;
        private final AnchoredRidge shortRows;

        Fit(Prepared series, int history) {
            int season = series.season();
            int stride = Math.max(1, series.length() / MOST_ROWS);
            int[] longLags = Lags.of(season, history, true);
            int[] shortLags = Lags.of(season, history, false);
            this.series = series;
            this.longRows =
                    new AnchoredRidge(series.scaled(), series.measured(), series.scale(), season, longLags, stride);
            this.shortRows =
                    new AnchoredRidge(series.plain(), series.measured(), Scale.PLAIN, season, shortLags, stride);
        }

        /** No forecast can start before this point. */
        int memory() {
            return longRows.longestLag();
        }

        SeasonalModel until(int end) {
            longRows.learnUntil(end);
            shortRows.learnUntil(end);
            int season = series.season();
            int seasons = end / season;
            int cycles = seasons > Lags.WEEK ? Lags.WEEK : -Math.min(SEASONS_OF_MEAN, seasons);
            return new SeasonalModel(
                    season,
                    cycles,
                    longRows.solve(RIDGE_LONG, series.bounds()),
                    shortRows.solve(RIDGE_SHORT, series.plainBounds()));
        }
    }

    /** Points needed before the first one forecast. */
    int memory() {
        return Math.max(longMember.longestLag(), Math.abs(cycles) * season);
    }

    Member longMember() {
        return longMember;
    }

    /**
     * What follows {@code series[0..origin)}, on the plain scale.
     *
     * @param out receives {@code length} values
     * @param scratch as long
     */
    void forecast(Prepared series, int origin, double[] out, double[] scratch, int length) {
        longMember.extend(series.scaled(), origin, out, length);
        shortMember.extend(series.plain(), origin, scratch, length);
        for (int step = 0; step < length; step++) {
            double one = series.scale().from(out[step]);
            double two = scratch[step];
            double three = earlier(series.plain(), origin, step);
            out[step] = Math.max(Math.min(one, two), Math.min(Math.max(one, two), three));
        }
    }

    private double earlier(double[] plain, int origin, int step) {
        int phase = step % season;
        if (cycles > 0) {
            return plain[origin - cycles * season + step % (cycles * season)];
        }
        double sum = 0;
        for (int back = 1; back <= -cycles; back++) {
            sum += plain[origin - back * season + phase];
        }
        return sum / -cycles;
    }
}
