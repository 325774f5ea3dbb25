package io.flyball.simulator.traffic.shape;

import io.flyball.simulator.traffic.Load;
import io.flyball.simulator.traffic.Must;
import java.time.Duration;

/**
 * Another load, times {@code weekend} on the sixth and seventh day of each week; it fades over within two hours around
 * midnight. Virtual time 0 is the midnight that begins a Monday.
 */
public record Weekly(Load of, double weekend) implements Load {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long WEEK = Duration.ofDays(7).toMillis();
    private static final long SATURDAY = Duration.ofDays(5).toMillis();

    public Weekly {
        Must.rate("weekend", weekend);
    }

    @Override
    public double at(long millis) {
        return of.at(millis) * (1 + (weekend - 1) * weekendShare(Math.floorMod(millis, WEEK)));
    }

    /** 0 on work days, 1 on the weekend, linear from an hour before each change to an hour after it. */
    private static double weekendShare(long inWeek) {
        double sinceSaturday = (double) (inWeek - SATURDAY) / HOUR;
        double untilMonday = (double) (WEEK - inWeek) / HOUR;
        double rest = inWeek < HOUR ? 0.5 - (double) inWeek / (2 * HOUR) : 0; // the weekend before ends at 1:00
        double inside = Math.min(0.5 + sinceSaturday / 2, 0.5 + untilMonday / 2);
        return Math.min(1, Math.max(rest, inside));
    }
}
