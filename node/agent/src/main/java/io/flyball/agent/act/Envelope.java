package io.flyball.agent.act;

/**
 * Bounds of one knob that this agent keeps, whatever a planner asks; both ends are allowed.
 *
 * @param min lowest value
 * @param max highest value
 */
public record Envelope(long min, long max) {
    public Envelope {
        if (max < min) {
            throw new IllegalArgumentException("max = " + max + ": must be at least min (" + min + ")");
        }
    }

    /** The part that both allow; where they do not meet, only the bound of this envelope nearest to the other. */
    public Envelope narrowedTo(Envelope other) {
        if (other.max < min) {
            return new Envelope(min, min);
        }
        if (other.min > max) {
            return new Envelope(max, max);
        }
        return new Envelope(Math.max(min, other.min), Math.min(max, other.max));
    }
}
