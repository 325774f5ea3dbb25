package io.flyball.simulator.traffic.shape;

import io.flyball.simulator.traffic.Load;
import io.flyball.simulator.traffic.Must;
import java.time.Duration;

/**
 * Another load whose clients try again while the service does not answer, from {@code at} for {@code outage}. The load is
 * multiplied by 1 + r: during the outage r grows to {@code retries}, half of what is missing with each {@code patience};
 * afterwards r halves with each {@code calm}.
 *
 * <p>Worked example: retries 4, patience 1 min, outage 2 min: r is 2 after one minute, 3 at the end of the outage; with
 * calm 5 min it is 1.5 five minutes later.
 *
 * @param retries most repeated requests per request
 */
public record RetryStorm(Load of, Duration at, Duration outage, double retries, Duration patience, Duration calm)
        implements Load {
    public RetryStorm {
        Must.notNegative("at", at);
        Must.notNegative("outage", outage);
        Must.rate("retries", retries);
        Must.positive("patience", patience);
        Must.positive("calm", calm);
    }

    @Override
    public double at(long millis) {
        return of.at(millis) * (1 + repeated(millis - at.toMillis()));
    }

    private double repeated(long since) {
        if (since < 0) {
            return 0;
        }
        long down = Math.min(since, outage.toMillis());
        return retries * (1 - Halving.of(down, patience)) * Halving.of(since - down, calm);
    }
}
