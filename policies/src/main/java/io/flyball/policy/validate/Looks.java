package io.flyball.policy.validate;

import java.time.Instant;

/**
 * Which look at a change this is. The data grow by one whole window from look to look; between two looks nothing new is
 * judged, so that the number of looks, and with it the share of false alarms over all of them, is known beforehand.
 *
 * @param done whole windows since the change, at least 1
 * @param planned whole windows until the change is given up, at least {@code done}
 * @param until end of the last whole window, exclusive; later samples belong to the next look
 */
public record Looks(int done, int planned, Instant until) {
    /** The only look, at all that is there. */
    public static final Looks ONE = new Looks(1, 1, Instant.MAX);

    public Looks {
        done = Math.max(1, done);
        planned = Math.max(done, planned);
    }

    public boolean isLast() {
        return done == planned;
    }
}
