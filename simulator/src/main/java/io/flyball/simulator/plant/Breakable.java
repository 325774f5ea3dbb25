package io.flyball.simulator.plant;

/**
 * What can go wrong in a plant. {@code index} counts the instances that exist, oldest first. A fault that a plant does not
 * model does nothing and answers false, so that a run can say so.
 */
public interface Breakable {
    /** The instance ends at once, and is started anew. */
    default boolean crash(int index) {
        return false;
    }

    /** The instance answers nothing, as long as it lasts; it goes on reporting. */
    default boolean hang(int index, boolean lasts) {
        return false;
    }

    /** Everything on the instance takes {@code factor} times as long; 1 ends it. */
    default boolean slow(int index, double factor) {
        return false;
    }

    /** Share of starts that fail, [0, 1]; they are tried anew. */
    default boolean failStarts(double share) {
        return false;
    }

    /** At most so many instances start at the same time; the others wait. */
    default boolean limitStarts(int most) {
        return false;
    }

    /** What the service calls takes {@code factor} times as long; infinite: it answers nothing; 1 ends it. */
    default boolean slowDownstream(double factor) {
        return false;
    }

    /** All instances of a zone, 0 to {@link #zones} - 1, are gone and cannot be started as long as it lasts. */
    default boolean loseZone(int zone, boolean lasts) {
        return false;
    }

    /** Zones that the instances are spread over. */
    default int zones() {
        return 1;
    }
}
