package io.flyball.policy.analyze.bottleneck;

import io.flyball.policy.analyze.bottleneck.Evidence.Kind;
import io.flyball.protocol.model.Metrics;

/** Workers that wait for a connection of a pool: by their stacks, by the pool's own count, or both. */
final class Connections {
    private static final Ramp OF_TIME = new Ramp(0.15, 0.4);
    private static final Ramp PENDING = new Ramp(0.3, 2);
    private static final Ramp IN_USE = new Ramp(0.8, 0.97);

    private Connections() {}

    static Case poolWait(Look look) {
        double share = look.workers().pool();
        double pending = look.mean(Metrics.HIKARI_PENDING);
        double inUse = look.mean(Metrics.HIKARI_ACTIVE) / look.mean(Metrics.HIKARI_MAX);
        String waits = "waits for a connection take " + Words.percent(share) + " of the busy workers' time";
        String queue = Words.number(pending) + " threads wait for a connection";
        var found = new Case(Bottleneck.CONNECTION_POOL_WAIT);
        boolean byPool = Double.isNaN(share) || PENDING.of(pending) > OF_TIME.of(share);
        if (byPool) {
            found.needs(Kind.SATURATION, Metrics.HIKARI_PENDING, pending, PENDING, queue)
                    .helps(0.5, Kind.THREAD_STATE, Metrics.THREADS_POOL_WAIT_SHARE, share, OF_TIME, waits);
        } else {
            found.needs(Kind.THREAD_STATE, Metrics.THREADS_POOL_WAIT_SHARE, share, OF_TIME, waits)
                    .helps(0.5, Kind.SATURATION, Metrics.HIKARI_PENDING, pending, PENDING, queue);
        }
        return found.helps(
                0.5,
                Kind.UTILISATION,
                Metrics.HIKARI_ACTIVE,
                inUse,
                IN_USE,
                Words.percent(inUse) + " of " + Words.number(look.mean(Metrics.HIKARI_MAX)) + " connections in use");
    }
}
