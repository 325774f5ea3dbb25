package io.flyball.policy.forecast;

import java.util.ArrayList;
import java.util.List;

/**
 * How far back a member looks, in points, and how wide: the mean of {@code 2 reach + 1} values around it, or the value itself.
 *
 * <p>With short seasons: the last three values, one season with its neighbours, further seasons up to six, seven seasons (a week
 * of days) with their neighbours and, for the long member, fourteen. Hourly values with a season of 24: 1, 2, 3, 23, 24, 25,
 * 48, 72, 96, 120, 144, 167, 168, 169 and 336. With seasons of 96 points and more a single value is mostly noise, so means over
 * a 48th of the season stand for the seasons and for the recent past.
 */
record Lag(int back, int reach) {
    static final int WEEK = 7;
    private static final double OF_HISTORY = 0.6;
    private static final int REACH_OF_SEASON = 96;
    private static final int LAST = 3;

    /** The one to which a ridge shrinks: one season ago. */
    static Lag anchor(int season) {
        return new Lag(season, season / REACH_OF_SEASON);
    }

    /** Lags beyond 60 % of the history are left out, so that enough rows remain to fit; the anchor is always there. */
    static List<Lag> of(int season, int history, boolean fortnight) {
        int reach = season / REACH_OF_SEASON;
        int beside = Math.max(1, reach);
        List<Lag> all = new ArrayList<>();
        for (int back = 1; back <= LAST; back++) {
            all.add(new Lag(back, 0));
        }
        if (reach > 0) {
            all.add(new Lag(reach + 1, reach));
            all.add(new Lag(season, 0));
        }
        all.add(new Lag(season - beside, reach));
        all.add(new Lag(season + beside, reach));
        for (int seasons = 2; seasons < WEEK; seasons++) {
            all.add(new Lag(seasons * season, reach));
        }
        for (int side = -beside; side <= beside; side += beside) {
            all.add(new Lag(WEEK * season + side, reach));
        }
        if (fortnight) {
            all.add(new Lag(2 * WEEK * season, reach));
        }
        all.removeIf(lag -> lag.back <= lag.reach || lag.farthest() > OF_HISTORY * history);
        all.remove(anchor(season));
        all.add(0, anchor(season));
        return all.stream().distinct().toList();
    }

    /** The oldest value that it needs. */
    int farthest() {
        return back + reach;
    }
}
