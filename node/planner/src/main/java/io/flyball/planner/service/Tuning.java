package io.flyball.planner.service;

import io.flyball.policy.optimizer.OptimizerHealth;
import io.flyball.protocol.model.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Where the tuners of the nodes stand, beside the one trial.
 *
 * @param proven subjects of which one node's own value was kept: the next trial takes several nodes at once
 * @param sizesAtStart by knob, the largest value that a node had before anything was written to it
 * @param claims by node and knob, what a node may hold of a shared budget though it was not told so, or not yet
 * @param told when advice was last told, by subject and content
 * @param asked when optimizers were last asked; {@link Instant#MIN} = never
 * @param healths of optimizers that failed
 * @param owners by subject, which optimizer last moved it
 */
record Tuning(
        Set<String> proven,
        Map<String, Long> sizesAtStart,
        Map<String, Claim> claims,
        Map<String, Instant> told,
        Instant asked,
        Map<String, OptimizerHealth> healths,
        Map<String, String> owners) {
    static final Tuning NONE = new Tuning(Set.of(), Map.of(), Map.of(), Map.of(), Instant.MIN, Map.of(), Map.of());
    /** Advice that nobody can follow at once is told again after this. */
    static final Duration TOLD_AGAIN_AFTER = Duration.ofDays(1);

    private static final int MOST_TOLD = 500;

    /** The larger of the values between which a trial moves, until the lease of it is over for certain. */
    record Claim(long value, Instant until) {}

    Tuning {
        proven = Set.copyOf(proven);
        sizesAtStart = Map.copyOf(sizesAtStart);
        claims = Map.copyOf(claims);
        told = Map.copyOf(told);
        healths = Map.copyOf(healths);
        owners = Map.copyOf(owners);
    }

    /** A new policy: optimizers that were disabled are asked again. */
    Tuning underNewPolicy() {
        return new Tuning(proven, sizesAtStart, claims, told, Instant.MIN, Map.of(), owners);
    }

    Tuning asked(Instant now) {
        return new Tuning(proven, sizesAtStart, claims, told, now, healths, owners);
    }

    OptimizerHealth health(String optimizer) {
        return healths.getOrDefault(optimizer, OptimizerHealth.GOOD);
    }

    Tuning health(String optimizer, OptimizerHealth health) {
        Map<String, OptimizerHealth> next = new HashMap<>(healths);
        next.put(optimizer, health);
        return new Tuning(proven, sizesAtStart, claims, told, asked, next, owners);
    }

    Tuning owned(String subject, String optimizer) {
        Map<String, String> next = new HashMap<>(owners);
        next.put(subject, optimizer);
        return new Tuning(proven, sizesAtStart, claims, told, asked, healths, next);
    }

    Tuning proven(String subject, boolean is) {
        Set<String> next = new HashSet<>(proven);
        return (is ? next.add(subject) : next.remove(subject))
                ? new Tuning(next, sizesAtStart, claims, told, asked, healths, owners)
                : this;
    }

    Tuning sizeAtStart(String knob, long size) {
        if (sizesAtStart.getOrDefault(knob, 0L) >= size) {
            return this;
        }
        Map<String, Long> next = new HashMap<>(sizesAtStart);
        next.put(knob, size);
        return new Tuning(proven, next, claims, told, asked, healths, owners);
    }

    Tuning claimed(Map<String, Claim> more, Instant now) {
        Map<String, Claim> next = new HashMap<>(claims);
        next.values().removeIf(claim -> claim.until().isBefore(now));
        more.forEach((key, claim) ->
                next.merge(key, claim, (a, b) -> new Claim(Math.max(a.value(), b.value()), b.until())));
        return next.equals(claims) ? this : new Tuning(proven, sizesAtStart, next, told, asked, healths, owners);
    }

    /** What the node may hold although {@code known} is what it said last. */
    long most(String knob, NodeId node, long known, Instant now) {
        Claim claim = claims.isEmpty() ? null : claims.get(key(knob, node));
        return claim == null || claim.until().isBefore(now) ? known : Math.max(known, claim.value());
    }

    static String key(String knob, NodeId node) {
        return knob + " " + node;
    }

    boolean isTold(String what, Instant now) {
        Instant at = told.get(what);
        return at != null && !at.plus(TOLD_AGAIN_AFTER).isBefore(now);
    }

    /** Bounded: beyond {@value #MOST_TOLD} contents within a day everything may be told once more. */
    Tuning told(String what, Instant now) {
        Map<String, Instant> next = new HashMap<>(told);
        next.values().removeIf(at -> at.plus(TOLD_AGAIN_AFTER).isBefore(now));
        if (next.size() >= MOST_TOLD) {
            next.clear();
        }
        next.put(what, now);
        return new Tuning(proven, sizesAtStart, claims, next, asked, healths, owners);
    }
}
