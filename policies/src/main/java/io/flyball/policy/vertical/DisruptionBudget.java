package io.flyball.policy.vertical;

/**
 * How many instances of one service may be taken down at once to be changed: at least {@code configured - trunc(configured
 * x tolerance)} stay alive; where that allows none, one of them when all are running. Instances that are not running yet
 * are free.
 *
 * <p>Example: 5 configured, tolerance 0.5: 3 must stay, 2 may go. 5 and 0.1: one may go while all 5 run.
 *
 * @param managed false when there are too few instances: none is touched
 * @param configured instances that there should be
 * @param tolerated instances that may be missing
 * @param running instances that run
 * @param taken of the running ones, taken down already
 */
public record DisruptionBudget(boolean managed, int configured, int tolerated, int running, int taken) {
    /**
     * @param live instances that exist, running or pending
     * @param pending those of them that do not run yet
     * @param tolerance share of the configured instances that may be missing, [0, 1]
     * @param least live instances below which none is touched
     * @param startBoost an instance still has its start-up boost, which must end even below {@code least}
     */
    public static DisruptionBudget of(
            int configured, int live, int pending, double tolerance, int least, boolean startBoost) {
        return new DisruptionBudget(
                live >= least || startBoost, configured, (int) (configured * tolerance), live - pending, 0);
    }

    public boolean allows(boolean isPending) {
        if (!managed) {
            return false;
        }
        boolean onlyOne = configured == running && tolerated == 0 && taken == 0;
        return isPending || running - taken > configured - tolerated || onlyOne;
    }

    /** After one more was taken down. */
    public DisruptionBudget after(boolean isPending) {
        return isPending ? this : new DisruptionBudget(managed, configured, tolerated, running, taken + 1);
    }

    public String reason(boolean isPending) {
        if (!managed) {
            return "too few instances run to take one down";
        }
        if (isPending) {
            return "does not run yet: nothing is lost";
        }
        return "%d of %d run, %d taken down, %d must stay"
                .formatted(running, configured, taken, Math.max(0, configured - tolerated));
    }
}
