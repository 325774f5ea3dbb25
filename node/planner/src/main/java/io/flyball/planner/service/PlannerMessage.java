package io.flyball.planner.service;

import io.flyball.planner.port.Directives.Directive;
import io.flyball.planner.port.RecordedLoad;
import io.flyball.policy.document.ScalingRule.Predictive;
import io.flyball.policy.forecast.ForecastTracker.Refitted;
import io.flyball.protocol.message.ControlProtocol.Entry;
import io.flyball.protocol.message.ServiceProtocol;
import io.flyball.protocol.message.SessionProtocol;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** What the shell of a planner tells itself. */
interface PlannerMessage extends ServiceProtocol.Internal {
    /** Work that belongs to the control state: goes on while everything else has to wait. */
    interface Upkeep extends PlannerMessage {}

    /** Try to take a term above {@code above}. */
    record Claim(long above, int failures) implements Upkeep {}

    record Claimed(TermClaim.Claimed claimed, long above, int failures, Throwable failure) implements Upkeep {}

    /** Read who owns the service now. */
    record Check(long above, int failures) implements Upkeep {}

    record Checked(Optional<Entry> entry, long above, int failures, Throwable failure) implements Upkeep {}

    /** Write the newest record that waits. */
    record WriteRecord(int failures) implements Upkeep {}

    record Written(ServiceRecord record, int failures, Throwable failure) implements Upkeep {}

    /** Shows that the process runs. */
    enum Beat implements Upkeep {
        BEAT
    }

    /** Time to decide. */
    record DecideTick(long dueNanos) implements PlannerMessage {}

    record Directed(Directive directive) implements PlannerMessage {}

    record Optimized(List<OptimizerReply> replies) implements PlannerMessage {}

    record SessionEnded(ActorRef<SessionProtocol.Command> session) implements PlannerMessage {}

    /** A refit of a forecast ended; one that failed is tried again. */
    record RefitEnded(Predictive rule, Refitted refitted, Throwable failure) implements PlannerMessage {}

    /** What the load was before this planner, as far as history knows. */
    record Recalled(Predictive rule, RecordedLoad.Totals totals, Throwable failure) implements PlannerMessage {}
}
