package io.flyball.simulator.fleet;

import io.flyball.protocol.model.CommandOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a virtual fleet found out about its members.
 *
 * @param duration of the load
 * @param drained whether everything was acknowledged within the time allowed after the load
 */
public record FleetResult(
        FleetOptions options,
        Duration duration,
        boolean drained,
        Nodes nodes,
        Reports reports,
        Commands commands,
        Links links,
        List<Member> members,
        double ownCores,
        List<String> problems) {
    public FleetResult {
        members = List.copyOf(members);
        problems = List.copyOf(problems);
    }

    /** No report was lost, and no command was carried out twice. */
    public boolean isGood() {
        return reports.lost() == 0 && reports.missing() == 0 && commands.executedAgain() == 0 && problems.isEmpty();
    }

    /**
     * @param first at the beginning, {@code last} at the end
     * @param started instances that members ordered and that ran, {@code stopped} likewise
     */
    public record Nodes(int first, int last, long started, long stopped) {}

    /**
     * @param perSecond acknowledged, over the load
     * @param lost made, sent, and never acknowledged, or dropped by an agent whose buffer was full
     * @param resent sent again after a link broke
     * @param acknowledgedAgain acknowledgements of what had been acknowledged before
     * @param looked acknowledged reports that were looked for in history afterwards
     * @param missing of those, reports that are not there
     * @param ack milliseconds from the first sending to the acknowledgement
     */
    public record Reports(
            long made,
            double perSecond,
            long acknowledged,
            long lost,
            long resent,
            long acknowledgedAgain,
            long looked,
            long missing,
            Times ack) {}

    /**
     * @param settings commands for nodes, {@code settlements} of trials, {@code counts} for agents, as they arrived
     * @param arrivedAgain arrivals of what had arrived before
     * @param executed commands that nodes carried out
     * @param executedAgain commands that a node carried out twice
     * @param answers by outcome
     * @param jumps steps up of a load whose command was awaited
     * @param unanswered jumps without a command within 30 s
     * @param beyondTick milliseconds from the jump's first report until the command arrived, less the planner's tick
     * @param decisionToNode milliseconds from a decision about a node, by the member's clock, until its command arrived
     */
    public record Commands(
            long settings,
            long settlements,
            long counts,
            long arrivedAgain,
            long executed,
            long executedAgain,
            Map<CommandOutcome, Long> answers,
            int jumps,
            int unanswered,
            Times beyondTick,
            Times decisionToNode) {}

    /** @param broken after they had been open; {@code failed}: attempts to open one */
    public record Links(int links, long broken, long failed) {}

    /** Milliseconds; all NaN when nothing was measured. */
    public record Times(long count, double p50, double p99, double max) {
        static Times of(Latencies times, double less) {
            return times.count() == 0
                    ? new Times(0, Double.NaN, Double.NaN, Double.NaN)
                    : new Times(
                            times.count(),
                            times.percentile(50) - less,
                            times.percentile(99) - less,
                            times.max() - less);
        }
    }

    /**
     * A member by its own meters.
     *
     * @param cores processor seconds per second; NaN when it told nothing
     * @param residentBytes most that was seen; NaN where it does not tell
     * @param heapBytes most that was seen
     * @param silent looks that it did not answer
     */
    public record Member(
            String server, double cores, double residentBytes, double heapBytes, int restarts, int silent) {}
}
