package io.flyball.simulator.plane.world;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** What happened, as a digest that two runs of one seed share, and in words for whoever looks at one run. */
public final class Log {
    private final Timeline time;
    private final Consumer<String> out;
    private long digest = 0xCBF29CE484222325L;

    /** @param out takes the lines of a trace; null: nobody wants them */
    public Log(Timeline time, Consumer<String> out) {
        this.time = time;
        this.out = out;
    }

    public long digest() {
        return digest;
    }

    /** FNV-1a over (time, value). */
    public void mix(long value) {
        digest = (digest ^ time.now()) * 0x100000001B3L;
        digest = (digest ^ value) * 0x100000001B3L;
        digest ^= digest >>> 29;
    }

    /** For what is rare: always in the digest. */
    public void note(String who, String what) {
        mix(who.hashCode() * 31L + what.hashCode());
        if (out != null) {
            out.accept("%9.3f  %-4s %s".formatted(time.now() / 1000.0, who, what));
        }
    }

    /** For what is frequent: words are made only for a trace. */
    public void note(String who, long value, Supplier<String> what) {
        mix(value);
        if (out != null) {
            out.accept("%9.3f  %-4s %s".formatted(time.now() / 1000.0, who, what.get()));
        }
    }
}
