package io.flyball.simulator.traffic.shape;

import io.flyball.simulator.engine.Dice;
import io.flyball.simulator.traffic.Load;
import io.flyball.simulator.traffic.Must;
import java.time.Duration;
import java.util.Arrays;

/**
 * A load that is either {@code quiet} or {@code busy}, each for an exponential time with the given mean: the rate of a
 * Markov-modulated Poisson process of two states. Its mean is {@code (quiet q + busy b) / (q + b)} for mean times q and b.
 *
 * <p>Time is cut into blocks of 16 such cycles. Each begins anew in the long-run mix of states (an exponential time has no
 * memory), so that any time can be asked without what came before.
 */
public final class Bursty implements Load {
    private static final int CYCLES = 16;

    private final double quiet;
    private final double busy;
    private final long quietFor;
    private final long busyFor;
    private final long length;
    private final Dice dice;
    private volatile Block last;

    /** @param changes when the state changes within the block, ascending */
    private record Block(long number, boolean beginsBusy, long[] changes) {}

    public Bursty(double quiet, double busy, Duration quietFor, Duration busyFor, long seed) {
        this.quiet = Must.rate("quiet", quiet);
        this.busy =
                Must.that(busy >= quiet && busy <= Double.MAX_VALUE, "busy", busy, "at least quiet (" + quiet + ")");
        this.quietFor = Must.positive("quietFor", quietFor).toMillis();
        this.busyFor = Must.positive("busyFor", busyFor).toMillis();
        this.length = CYCLES * (this.quietFor + this.busyFor);
        this.dice = Dice.of(seed, "bursts");
    }

    @Override
    public double at(long millis) {
        long number = Math.floorDiv(millis, length);
        Block block = last;
        if (block == null || block.number() != number) {
            block = block(number);
            last = block; // the same whoever computes it
        }
        int found = Arrays.binarySearch(block.changes(), millis - number * length);
        int changes = found >= 0 ? found + 1 : -found - 1;
        return block.beginsBusy() == (changes % 2 == 0) ? busy : quiet;
    }

    private Block block(long number) {
        Dice own = dice.of(number);
        boolean beginsBusy = own.share(0) < (double) busyFor / (quietFor + busyFor);
        long[] changes = new long[2 * CYCLES];
        int size = 0;
        long at = 0;
        for (int i = 0; at < length; i++) {
            long mean = beginsBusy == (i % 2 == 0) ? busyFor : quietFor;
            at += Math.max(1, (long) (mean * own.exponential(i + 1)));
            if (at < length) {
                changes = size < changes.length ? changes : Arrays.copyOf(changes, 2 * size);
                changes[size++] = at;
            }
        }
        return new Block(number, beginsBusy, Arrays.copyOf(changes, size));
    }
}
