package io.flyball.simulator.controller;

import io.flyball.policy.scale.Proposal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * HPA with a floor from the past: the highest load at the same clock time, and within the next 8 minutes, one, two, three
 * and seven days ago, plus 10 %. The simplest predictive autoscaler that works, and what many build themselves.
 *
 * <p>Example: at 09:00 the floor is for 1.1 x the highest minute of 09:00 to 09:08 on those four days.
 */
public final class HpaSeasonal extends Hpa {
    private static final int[] DAYS_AGO = {1, 2, 3, 7};
    private static final int MINUTES_AHEAD = 8;
    private static final double MARGIN = 1.1;
    private static final long MINUTE = 60_000;
    private static final int MINUTES_A_DAY = 1440;

    private final Map<Long, Double> minutes = new HashMap<>();
    private long begin = Long.MIN_VALUE;

    public HpaSeasonal(Bounds bounds, double target) {
        super("hpa-seasonal", bounds, target);
    }

    @Override
    List<Proposal> more(long now, double load, double target) {
        if (begin == Long.MIN_VALUE) {
            begin = now;
        }
        long minute = Math.floorDiv(now - begin, MINUTE);
        if (Double.isFinite(load)) {
            minutes.putIfAbsent(minute, load);
        }
        minutes.remove(minute - 8L * MINUTES_A_DAY);
        double highest = 0;
        for (int days : DAYS_AGO) {
            for (int ahead = 0; ahead <= MINUTES_AHEAD; ahead++) {
                highest = Math.max(highest, minutes.getOrDefault(minute - days * (long) MINUTES_A_DAY + ahead, 0.0));
            }
        }
        int count = (int) Math.ceil(highest * MARGIN / target);
        return highest > 0
                ? List.of(Proposal.of(count, "%.2f busy instances at this time on days before".formatted(highest)))
                : List.of();
    }
}
