package io.flyball.planner.service;

import io.flyball.planner.service.Trial.Leg;
import io.flyball.planner.service.Trial.LegState;
import io.flyball.planner.service.Trial.Phase;
import io.flyball.planner.service.Trial.Purpose;
import io.flyball.policy.document.ValidationConfig;
import io.flyball.protocol.message.LinkMessage.Settle.Ending;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The life of the one trial that a service may have. */
final class Trials {
    /** A renewal may be under way for so long: the link ends before. */
    private static final Duration LATE = Duration.ofSeconds(30);

    private Trials() {}

    /** What to try on one node, and how to undo it later should it be kept. */
    record Plan(Node node, List<Setting> settings, List<Setting> originals) {}

    /** Shortest time from command to verdict. */
    static Duration shortest(ValidationConfig validation) {
        return validation.settle().plus(validation.window());
    }

    static Duration lease(ValidationConfig validation) {
        Duration lease = shortest(validation).multipliedBy(3);
        Duration least = Turn.ANSWER_WITHIN.multipliedBy(2);
        return lease.compareTo(least) < 0 ? least : lease;
    }

    /**
     * Why no trial may begin: a node did not say how the last one ended, so that its values may be on trial there until
     * the lease is over.
     */
    static Optional<String> unsettled(Turn turn) {
        return turn.unsettled.isEmpty()
                ? Optional.empty()
                : Optional.of("a trial may still run at %s, which did not answer to its end: its lease is waited for"
                        .formatted(turn.unsettled.keySet()));
    }

    /** The node said what it runs. */
    static void told(Turn turn, NodeId node, InForce inForce) {
        if (inForce.trial().isEmpty()) {
            turn.unsettled.remove(node);
        }
    }

    static void begin(
            Turn turn,
            Kind kind,
            String subject,
            Purpose purpose,
            long value,
            List<Plan> plans,
            String from,
            String to,
            List<String> reasons) {
        Map<NodeId, Leg> legs = new TreeMap<>();
        Duration lease = lease(turn.validation());
        for (Plan plan : plans) {
            long revision = turn.command(plan.node(), plan.settings(), lease);
            legs.put(plan.node().id(), new Leg(revision, plan.settings(), plan.originals(), LegState.SENT));
        }
        List<NodeId> touched = legs.keySet().stream().toList();
        Node first = plans.get(0).node();
        DecisionRecord decision = turn.decide(
                kind,
                subject,
                touched,
                from,
                to,
                reasons,
                turn.inputs(first),
                Outcome.TRIAL,
                legs.get(first.id()).revision());
        turn.trial = Optional.of(new Trial(
                decision.id(),
                kind,
                subject,
                purpose,
                value,
                legs,
                turn.now,
                Phase.APPLYING,
                turn.now,
                turn.now,
                Optional.empty(),
                Outcome.TRIAL,
                false,
                List.of()));
    }

    /** Sends what must be sent again, judges when it is time. */
    static void tick(Turn turn) {
        turn.trial.ifPresent(trial -> {
            if (trial.phase() == Phase.APPLYING) {
                applying(turn, trial);
            } else if (trial.phase() == Phase.JUDGING) {
                judging(turn, trial);
            } else {
                settling(turn, trial);
            }
        });
    }

    private static void applying(Turn turn, Trial trial) {
        if (olderThan(turn, trial, Turn.ANSWER_WITHIN)) {
            undo(
                    turn,
                    Outcome.FAILED,
                    true,
                    Optional.empty(),
                    List.of("no answer within %d s from %s"
                            .formatted(Turn.ANSWER_WITHIN.toSeconds(), in(trial, LegState.SENT))));
            return;
        }
        Duration lease = lease(turn.validation());
        trial.legs().forEach((node, leg) -> {
            if (leg.state() == LegState.SENT) {
                turn.send(node, turn.commandMessage(leg.revision(), leg.settings(), lease));
            } else {
                turn.settle(node, leg.revision(), Ending.RENEW, lease);
            }
        });
    }

    private static void judging(Turn turn, Trial trial) {
        ValidationConfig validation = turn.validation();
        Duration judged = Duration.between(trial.judgedFrom(), turn.now);
        if (judged.compareTo(shortest(validation)) >= 0) {
            OptimizationFeedback feedback = Judge.judge(turn, trial);
            if (feedback.verdict() == Verdict.PASS) {
                keep(turn, trial, feedback);
                return;
            }
            if (feedback.verdict() == Verdict.FAIL) {
                undo(turn, Outcome.REVERTED, true, Optional.of(feedback), feedback.reasons());
                return;
            }
            if (Duration.between(trial.startedAt(), turn.now).compareTo(validation.maxDuration()) >= 0) {
                List<String> why = new ArrayList<>(feedback.reasons());
                why.add("not proven within %d s: undone"
                        .formatted(validation.maxDuration().toSeconds()));
                undo(turn, Outcome.REVERTED, true, Optional.of(feedback), why);
                return;
            }
        }
        Duration lease = lease(validation);
        trial.legs().forEach((node, leg) -> turn.settle(node, leg.revision(), Ending.RENEW, lease));
    }

    private static void keep(Turn turn, Trial trial, OptimizationFeedback feedback) {
        turn.trial = Optional.of(trial.keeping(turn.now, feedback));
        trial.legs().forEach((node, leg) -> turn.settle(node, leg.revision(), Ending.CONFIRM, Duration.ZERO));
    }

    /** Ends a trial without a verdict yet by writing back what was in force. */
    static void undo(
            Turn turn, Outcome outcome, boolean counts, Optional<OptimizationFeedback> feedback, List<String> why) {
        turn.trial.filter(Trial::isOpen).ifPresent(trial -> {
            turn.trial = Optional.of(trial.undoing(turn.now, outcome, counts, feedback, why));
            trial.legs().forEach((node, leg) -> {
                if (leg.state() != LegState.UNDONE) {
                    turn.settle(node, leg.revision(), Ending.REVERT, Duration.ZERO);
                }
            });
            finishWhenSettled(turn);
        });
    }

    private static void settling(Turn turn, Trial trial) {
        if (olderThan(turn, trial, Turn.ANSWER_WITHIN)) {
            finish(turn, trial); // what is open is settled when the node is back: an unmatched trial is undone then
            return;
        }
        boolean keeps = trial.phase() == Phase.KEEPING;
        trial.legs().forEach((node, leg) -> {
            if (leg.state() != LegState.KEPT && leg.state() != LegState.UNDONE) {
                turn.settle(node, leg.revision(), keeps ? Ending.CONFIRM : Ending.REVERT, Duration.ZERO);
            }
        });
    }

    /** A node of the trial answered. */
    static void answered(
            Turn turn, NodeId node, long revision, CommandOutcome outcome, String detail, InForce inForce) {
        Trial trial = turn.trial.orElse(null);
        if (trial == null || !trial.touches(node) || trial.legs().get(node).revision() != revision) {
            return;
        }
        switch (outcome) {
            case APPLIED, DUPLICATE -> applied(turn, trial, node, inForce);
            case CONFIRMED -> turn.trial = Optional.of(trial.leg(node, LegState.KEPT));
            case REVERTED -> undone(turn, trial, node, detail);
            default -> refused(turn, trial, node, outcome, detail);
        }
        finishWhenSettled(turn);
    }

    private static void applied(Turn turn, Trial trial, NodeId node, InForce inForce) {
        LegState state = trial.legs().get(node).state();
        if (state == LegState.SENT) {
            turn.nodes.find(node).ifPresent(known -> turn.nodes = turn.nodes.with(known.changed(turn.now)));
            Trial next = trial.leg(node, LegState.APPLIED);
            turn.trial = Optional.of(
                    next.phase() == Phase.APPLYING && next.allAre(LegState.APPLIED) ? next.judging(turn.now) : next);
        } else if (inForce.trial().isEmpty() && trial.phase() == Phase.KEEPING) {
            turn.trial = Optional.of(trial.leg(node, LegState.KEPT)); // a repeated confirmation
        } else if (inForce.trial().isEmpty() && trial.phase() == Phase.UNDOING) {
            turn.trial = Optional.of(trial.leg(node, LegState.UNDONE));
        }
    }

    private static void undone(Turn turn, Trial trial, NodeId node, String detail) {
        turn.nodes.find(node).ifPresent(known -> turn.nodes = turn.nodes.with(known.changed(turn.now)));
        turn.trial = Optional.of(trial.leg(node, LegState.UNDONE));
        if (trial.isOpen()) {
            undo(
                    turn,
                    Outcome.REVERTED,
                    false,
                    Optional.empty(),
                    List.of(node + " undid the trial by itself" + (detail.isEmpty() ? "" : ": " + detail)));
        }
    }

    /** Only a refused command ends the trial; a settlement that failed is sent again until its time is over. */
    private static void refused(Turn turn, Trial trial, NodeId node, CommandOutcome outcome, String detail) {
        if (trial.phase() == Phase.APPLYING) {
            turn.trial = Optional.of(trial.leg(node, LegState.UNDONE));
            String why = node + " answered " + outcome + (detail.isEmpty() ? "" : ": " + detail);
            undo(turn, Outcome.FAILED, true, Optional.empty(), List.of(why));
        }
    }

    /** The JVM of a trial ended: that part needs no undoing, and a change that may have killed it is not kept. */
    static void exited(Turn turn, NodeId node, String reason) {
        turn.trial.filter(trial -> trial.touches(node)).ifPresent(trial -> {
            turn.trial = Optional.of(trial.leg(node, LegState.UNDONE));
            if (trial.isOpen()) {
                undo(
                        turn,
                        Outcome.REVERTED,
                        true,
                        Optional.empty(),
                        List.of(node + " exited during the trial: " + reason));
            }
            finishWhenSettled(turn);
        });
    }

    /** A node of the trial is introduced again, perhaps after its lease had ended. */
    static void introduced(Turn turn, NodeId node, InForce inForce) {
        turn.trial.filter(trial -> trial.touches(node)).ifPresent(trial -> {
            LegState state = trial.legs().get(node).state();
            boolean unchanged = inForce.trial().isEmpty();
            if (unchanged && state == LegState.APPLIED) {
                boolean confirmed = trial.phase() == Phase.KEEPING
                        && inForce.settings()
                                .containsAll(valued(trial.legs().get(node).settings()));
                if (confirmed) {
                    turn.trial = Optional.of(trial.leg(node, LegState.KEPT));
                } else {
                    undone(turn, trial, node, "its lease ended while it was cut off");
                }
                finishWhenSettled(turn);
            }
        });
    }

    private static List<Setting> valued(List<Setting> settings) {
        return settings.stream()
                .filter(setting -> !Knobs.isAction(setting.knob()))
                .toList();
    }

    private static void finishWhenSettled(Turn turn) {
        turn.trial
                .filter(trial ->
                        trial.isSettled() && (trial.phase() == Phase.KEEPING || trial.phase() == Phase.UNDOING))
                .ifPresent(trial -> finish(turn, trial));
    }

    private static void finish(Turn turn, Trial trial) {
        turn.trial = Optional.empty();
        boolean anyKept = trial.legs().values().stream().anyMatch(leg -> leg.state() == LegState.KEPT);
        List<String> closing = new ArrayList<>(trial.closing());
        if (!trial.isSettled()) {
            Instant until = trial.phaseSince().plus(lease(turn.validation())).plus(LATE);
            trial.legs().forEach((node, leg) -> {
                if (leg.state() == LegState.SENT || leg.state() == LegState.APPLIED) {
                    turn.unsettled.put(node, until);
                }
            });
            closing.add("no answer from %s to the end of the trial: its lease ends it"
                    .formatted(in(trial, LegState.APPLIED, LegState.SENT)));
        }
        Outcome outcome = trial.ending();
        if (outcome == Outcome.KEPT && !anyKept) {
            outcome = Outcome.REVERTED;
            closing.add("no node confirmed it in time");
        }
        turn.close(trial.decision(), outcome, trial.feedback(), closing);
        if (outcome == Outcome.KEPT) {
            Foresight.kept(turn, trial);
            kept(turn, trial);
        } else {
            turn.rollout = Optional.empty();
            turn.tuning = turn.tuning.proven(trial.subject(), false);
            if (trial.purpose() == Purpose.SPREAD) {
                turn.kept.remove(trial.subject()); // the other nodes do not get unasked what one of them did not stand
            }
            if (trial.counts()) {
                turn.ledger = turn.ledger.failed(trial.subject(), turn.now);
            }
        }
    }

    private static void kept(Turn turn, Trial trial) {
        if (trial.purpose() == Purpose.GIVE_BACK) {
            turn.heapProven = true;
            trial.legs()
                    .forEach((node, leg) -> turn.nodes
                            .find(node)
                            .filter(known -> leg.state() == LegState.KEPT)
                            .ifPresent(known -> turn.nodes = turn.nodes.with(known.givenBack(leg.originals()))));
        } else if (trial.hasOwnValues()) {
            turn.tuning = turn.tuning.proven(trial.subject(), true);
            turn.kept.remove(trial.subject()); // there is no longer one value that all have
        } else if (trial.purpose() != Purpose.SPREAD) {
            turn.rollout = Optional.of(new Rollout(
                    trial.kind(),
                    trial.subject(),
                    trial.value(),
                    trial.purpose() == Purpose.GROW,
                    turn.now,
                    "kept on " + trial.nodes().get(0)));
        }
    }

    private static boolean olderThan(Turn turn, Trial trial, Duration limit) {
        Instant end = trial.phaseSince().plus(limit);
        return !turn.now.isBefore(end);
    }

    private static String in(Trial trial, LegState... states) {
        List<LegState> wanted = List.of(states);
        return String.join(
                ", ",
                trial.nodes().stream()
                        .filter(node -> wanted.contains(trial.legs().get(node).state()))
                        .map(NodeId::value)
                        .toList());
    }
}
