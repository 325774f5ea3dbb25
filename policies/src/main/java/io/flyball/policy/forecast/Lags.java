package io.flyball.policy.forecast;

import java.util.stream.IntStream;

/**
 * How far back a member looks, in points: the last three, one season with its neighbours, further seasons up to six, seven
 * seasons (a week of days) with their neighbours and, for the long member, fourteen.
 *
 * <p>Hourly values with a season of 24: 1, 2, 3, 23, 24, 25, 48, 72, 96, 120, 144, 167, 168, 169 and 336. Lags beyond 60 % of the
 * history are left out, so that enough rows remain to fit.
 */
final class Lags {
    static final int WEEK = 7;
    private static final double OF_HISTORY = 0.6;

    private Lags() {}

    static int[] of(int season, int history, boolean fortnight) {
        IntStream last = IntStream.rangeClosed(1, 3);
        IntStream one = IntStream.rangeClosed(season - 1, season + 1);
        IntStream more = IntStream.rangeClosed(2, WEEK - 1).map(seasons -> seasons * season);
        IntStream week = IntStream.rangeClosed(WEEK * season - 1, WEEK * season + 1);
        IntStream two = fortnight ? IntStream.of(2 * WEEK * season) : IntStream.empty();
        return IntStream.of(1)
                .flatMap(all -> IntStream.concat(
                        IntStream.concat(last, one), IntStream.concat(more, IntStream.concat(week, two))))
                .filter(lag -> lag >= 1 && (lag <= OF_HISTORY * history || lag == season))
                .sorted()
                .distinct()
                .toArray();
    }
}
