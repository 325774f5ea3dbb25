package io.flyball.simulator;

import java.util.stream.LongStream;

/** Fixed seeds; {@code -Dflyball.seed=N} replays one. */
public final class Seeds {
    private Seeds() {}

    public static LongStream all() {
        Long one = Long.getLong("flyball.seed");
        return one == null ? LongStream.range(0, 200) : LongStream.of(one);
    }
}
