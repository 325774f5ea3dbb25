package io.flyball.simulator.traffic.shape;

import io.flyball.simulator.traffic.Load;
import io.flyball.simulator.traffic.Must;
import java.time.Duration;

/**
 * A crowd that comes at once and loses interest: from {@code base} at {@code at} to {@code peak} within {@code rise} (a
 * smooth S), there for {@code plateau}, then the excess halves with each {@code halfLife}.
 */
public record FlashCrowd(double base, double peak, Duration at, Duration rise, Duration plateau, Duration halfLife)
        implements Load {
    public FlashCrowd {
        Must.rate("base", base);
        Must.that(peak >= base && peak <= Double.MAX_VALUE, "peak", peak, "at least base (" + base + ")");
        Must.notNegative("at", at);
        Must.notNegative("rise", rise);
        Must.notNegative("plateau", plateau);
        Must.positive("halfLife", halfLife);
    }

    @Override
    public double at(long millis) {
        return base + (peak - base) * interest(millis - at.toMillis());
    }

    private double interest(long since) {
        if (since < 0) {
            return 0;
        }
        if (since < rise.toMillis()) {
            double share = (double) since / rise.toMillis();
            return share * share * (3 - 2 * share);
        }
        long after = since - rise.toMillis() - plateau.toMillis();
        return after <= 0 ? 1 : Halving.of(after, halfLife);
    }
}
