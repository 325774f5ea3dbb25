package io.flyball.policy.automate;

import io.flyball.policy.automate.AlertEvent.Change;
import io.flyball.protocol.model.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the automation of one service stands: immutable, stepped with the time.
 *
 * <p>Actions run when a time of the schedule has passed since the last look, and when a threshold fires. Times missed are
 * made good by one run, and not at all when they are too long ago; what falls due while people stopped the automation is
 * told and left out, also afterwards. The first look begins the count: a new policy does not make good what was before.
 *
 * <p>Example: {@code 0 0 2 * * ?}, last look 01:50, the planner is gone until 02:40: one run at 02:40, "due at 02:00".
 *
 * @param looked until when times of the schedule are dealt with
 * @param ran when the actions last ran
 */
public record Automation(Optional<Instant> looked, Optional<Instant> ran, Alerts thresholds) {
    public static final Automation NEW = new Automation(Optional.empty(), Optional.empty(), Alerts.NONE);

    /** A clock set back by less than this does not repeat what ran; by more, the count begins anew. */
    static final Duration CLOCK_SET_BACK = Duration.ofHours(1);

    /** What follows from a look. */
    public sealed interface Outcome {
        /** Do it now. */
        record Run(Action action, String cause) implements Outcome {}

        /** Something was due and is left out. {@code topic} names the reason without its numbers. */
        record LeftOut(String topic, String reason) implements Outcome {}

        /** A threshold changed. */
        record Told(AlertEvent event) implements Outcome {}
    }

    /** Takes up where another planner stood: times since then are missed ones. */
    public static Automation since(Instant looked) {
        return new Automation(Optional.of(looked), Optional.empty(), Alerts.NONE);
    }

    /**
     * @param readings newest fresh values by subject and metric, as {@link Alerts#step} takes them
     * @param stopped why nothing may be done: frozen, a dry run
     */
    public Step<Automation, Outcome> step(
            Instant now, AutomationPlan plan, Map<String, Map<String, Double>> readings, Optional<String> stopped) {
        List<Outcome> outcomes = new ArrayList<>();
        Step<Alerts, AlertEvent> watched = thresholds.step(now, plan.thresholds(), readings);
        watched.effects().forEach(event -> outcomes.add(new Outcome.Told(event)));
        Optional<String> cause =
                scheduled(now, plan, outcomes).or(() -> broken(now, plan, watched.effects(), outcomes));
        boolean runs = cause.isPresent() && stopped.isEmpty() && !plan.actions().isEmpty();
        if (runs) {
            plan.actions().forEach(action -> outcomes.add(new Outcome.Run(action, cause.get())));
        } else if (cause.isPresent() && stopped.isPresent()) {
            outcomes.add(new Outcome.LeftOut("stopped", cause.get() + ", left out: " + stopped.get()));
        }
        return new Step<>(
                new Automation(Optional.of(looked(now)), runs ? Optional.of(now) : ran, watched.next()), outcomes);
    }

    private Instant looked(Instant now) {
        return looked.filter(last -> last.isAfter(now) && !isSetBack(last, now)).orElse(now);
    }

    private static boolean isSetBack(Instant last, Instant now) {
        return Duration.between(now, last).compareTo(CLOCK_SET_BACK) > 0;
    }

    private Optional<String> scheduled(Instant now, AutomationPlan plan, List<Outcome> outcomes) {
        if (plan.schedule().isEmpty() || looked.isEmpty()) {
            return Optional.empty();
        }
        Cron schedule = plan.schedule().get();
        Instant last = looked.get();
        if (last.isAfter(now) && isSetBack(last, now)) {
            outcomes.add(new Outcome.LeftOut(
                    "clock", "the clock went back from %s to %s: set times count from now".formatted(last, now)));
            return Optional.empty();
        }
        if (!schedule.isDue(last, now)) {
            return Optional.empty();
        }
        Instant missed = schedule.next(last).orElse(now);
        Instant oldest = now.minus(plan.catchUp());
        if (missed.isBefore(oldest) && !schedule.isDue(oldest, now)) {
            outcomes.add(new Outcome.LeftOut(
                    "too-late",
                    "due at %s, %d s ago: made good only within %d s"
                            .formatted(
                                    missed,
                                    Duration.between(missed, now).toSeconds(),
                                    plan.catchUp().toSeconds())));
            return Optional.empty();
        }
        return Optional.of("schedule '%s' was due at %s".formatted(schedule, missed));
    }

    private Optional<String> broken(Instant now, AutomationPlan plan, List<AlertEvent> events, List<Outcome> outcomes) {
        Optional<String> fired = events.stream()
                .filter(event -> event.change() == Change.FIRING)
                .map(AlertEvent::reason)
                .findFirst();
        Optional<Instant> recent = ran.filter(
                last -> !last.isAfter(now) && last.plus(plan.leastGap()).isAfter(now));
        if (fired.isPresent() && recent.isPresent()) {
            outcomes.add(new Outcome.LeftOut(
                    "gap",
                    "%s, left out: the last run was at %s, at least %d s lie between two"
                            .formatted(
                                    fired.get(), recent.get(), plan.leastGap().toSeconds())));
            return Optional.empty();
        }
        return fired;
    }
}
