package io.flyball.policy.headroom;

import java.time.Duration;

/** What the load may be measured from when its rise is learned. Which one serves best differs from service to service. */
enum Level {
    NOW("the load now"),
    MEAN_5("the mean of the last minutes"),
    MEAN_20("the mean of the last half hour"),
    HIGHEST_5("the highest of 5 min"),
    HIGHEST_20("the highest of 20 min"),
    HIGHEST_60("the highest of an hour"),
    HIGHEST_120("the highest of two hours"),
    YESTERDAY("the highest at this time yesterday"),
    YESTERDAY_OR_NOW("the higher of now and this time yesterday"),
    TWO_DAYS("the highest at this time of two days"),
    DAYS_AND_WEEK("the highest at this time of two days and a week ago"),
    HOUR_OR_NOW("the higher of now and an hour ago");

    static final int COUNT = values().length;
    static final double MEAN_5_HALF_LIFE_SECONDS = 300;
    static final double MEAN_20_HALF_LIFE_SECONDS = 1200;

    private static final long MINUTE = 60_000;
    private static final long HOUR_MINUTES = 60;
    private static final long WEEK = 7;
    /** What happened at a time of day happens a little earlier or later the next day. */
    private static final long SPREAD_BEFORE = 2;

    private static final long SPREAD_AFTER = 1;

    final String words;

    Level(String words) {
        this.words = words;
    }

    /** Every level now, NaN where it is not known. */
    static double[] all(RecentLoad recent, PastDays past, double mean5, double mean20, RiseSettings settings) {
        Duration bucket = settings.bucket();
        long now = recent.open() * bucket.toMillis();
        double last = recent.last();
        double yesterday = ago(past, now, PastDays.MINUTES_A_DAY, settings);
        double twoDays = RecentLoad.higher(yesterday, ago(past, now, 2 * PastDays.MINUTES_A_DAY, settings));
        double week = RecentLoad.higher(twoDays, ago(past, now, WEEK * PastDays.MINUTES_A_DAY, settings));
        double[] levels = new double[COUNT];
        levels[NOW.ordinal()] = last;
        levels[MEAN_5.ordinal()] = mean5;
        levels[MEAN_20.ordinal()] = mean20;
        levels[HIGHEST_5.ordinal()] = recent.highest(buckets(5, bucket));
        levels[HIGHEST_20.ordinal()] = recent.highest(buckets(20, bucket));
        levels[HIGHEST_60.ordinal()] = recent.highest(buckets(60, bucket));
        levels[HIGHEST_120.ordinal()] = recent.highest(buckets(120, bucket));
        levels[YESTERDAY.ordinal()] = yesterday;
        levels[YESTERDAY_OR_NOW.ordinal()] = RecentLoad.higher(last, yesterday);
        levels[TWO_DAYS.ordinal()] = twoDays;
        levels[DAYS_AND_WEEK.ordinal()] = week;
        levels[HOUR_OR_NOW.ordinal()] = RecentLoad.higher(last, ago(past, now, HOUR_MINUTES, settings));
        return levels;
    }

    /** Highest from a little before the same time {@code minutes} ago to a little after its horizon. */
    private static double ago(PastDays past, long now, long minutes, RiseSettings settings) {
        long then = Math.floorDiv(now, MINUTE) - minutes;
        long end = Math.floorDiv(now + settings.horizon().toMillis(), MINUTE) - minutes;
        return past.highest(then - SPREAD_BEFORE, end + SPREAD_AFTER);
    }

    static int buckets(int minutes, Duration bucket) {
        return (int) Math.max(1, minutes * MINUTE / bucket.toMillis());
    }
}
