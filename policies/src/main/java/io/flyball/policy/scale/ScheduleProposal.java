package io.flyball.policy.scale;

import io.flyball.policy.document.ScalingRule.Schedule;
import java.time.Instant;
import java.util.Optional;

/** At least so many instances while a window of the schedule is open, exactly: no tolerance, no rounding. */
final class ScheduleProposal {
    private ScheduleProposal() {}

    /** @param isAlone no other rule says what is enough, so outside its windows the schedule asks for nothing itself */
    static Proposal of(Schedule rule, Instant now, boolean isAlone) {
        int count = isOpen(rule, now) ? rule.minInstances() : 0;
        String said = count > 0
                ? "schedule %s: open, at least %d".formatted(rule.start(), count)
                : "schedule %s: not open".formatted(rule.start());
        return isAlone ? Proposal.of(count, said) : Proposal.floor(count, said);
    }

    static boolean isOpen(Schedule rule, Instant now) {
        if (rule.duration().isPresent()) {
            return rule.start()
                    .next(now.minus(rule.duration().get()))
                    .filter(start -> !start.isAfter(now))
                    .isPresent();
        }
        Optional<Instant> ends = rule.end().flatMap(end -> end.next(now));
        Optional<Instant> starts = rule.start().next(now);
        return ends.isPresent() && (starts.isEmpty() || !ends.get().isAfter(starts.get()));
    }
}
