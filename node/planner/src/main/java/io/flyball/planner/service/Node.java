package io.flyball.planner.service;

import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the planner knows of one node.
 *
 * @param linked an agent reports it now
 * @param joinedAt when this planner first heard of this JVM
 * @param revision highest revision that was ever sent to it or that it told of
 * @param changedAt last time one of its settings changed
 * @param heardAt when its last sample came, by the planner's clock; that of the sample is the agent's, which may be ahead
 * @param givenBack settings from before heap was given back; empty while nothing is
 */
record Node(
        NodeId id,
        String agent,
        String jvm,
        List<Capability> capabilities,
        InForce inForce,
        boolean linked,
        Instant joinedAt,
        Window window,
        long revision,
        Instant changedAt,
        Instant heardAt,
        List<Setting> givenBack) {
    static Node joined(
            NodeId id, String agent, String jvm, List<Capability> capabilities, InForce inForce, Instant now) {
        return new Node(
                id,
                agent,
                jvm,
                capabilities,
                inForce,
                true,
                now,
                Window.EMPTY,
                inForce.revision(),
                Instant.EPOCH,
                now,
                List.of());
    }

    Node seen(Sample sample, Instant now) {
        return new Node(
                id,
                agent,
                jvm,
                capabilities,
                inForce,
                linked,
                joinedAt,
                window.plus(sample),
                revision,
                changedAt,
                now,
                givenBack);
    }

    Node linked(boolean now) {
        return new Node(
                id, agent, jvm, capabilities, inForce, now, joinedAt, window, revision, changedAt, heardAt, givenBack);
    }

    Node introduced(String byAgent, String runs, List<Capability> can, InForce has) {
        long highest = Math.max(revision, has.revision());
        return new Node(id, byAgent, runs, can, has, true, joinedAt, window, highest, changedAt, heardAt, givenBack);
    }

    Node inForce(InForce has) {
        long highest = Math.max(revision, has.revision());
        return new Node(
                id, agent, jvm, capabilities, has, linked, joinedAt, window, highest, changedAt, heardAt, givenBack);
    }

    Node revision(long sent) {
        return new Node(
                id, agent, jvm, capabilities, inForce, linked, joinedAt, window, sent, changedAt, heardAt, givenBack);
    }

    Node changed(Instant at) {
        return new Node(
                id, agent, jvm, capabilities, inForce, linked, joinedAt, window, revision, at, heardAt, givenBack);
    }

    Node givenBack(List<Setting> originals) {
        return new Node(
                id,
                agent,
                jvm,
                capabilities,
                inForce,
                linked,
                joinedAt,
                window,
                revision,
                changedAt,
                heardAt,
                originals);
    }

    Optional<Capability> capability(String knob) {
        for (Capability has : capabilities) {
            if (has.knob().equals(knob)) {
                return Optional.of(has);
            }
        }
        return Optional.empty();
    }

    /** With the values in force instead of those of the probe. */
    List<Capability> capabilitiesNow() {
        return capabilities.stream()
                .map(has -> new Capability(
                        has.knob(),
                        value(has.knob()).orElse(has.current()),
                        has.min(),
                        has.max(),
                        has.unit(),
                        has.available(),
                        has.note()))
                .toList();
    }

    boolean can(String knob) {
        Optional<Capability> has = capability(knob);
        return has.isPresent() && has.get().available();
    }

    /** What the knob is set to now: on trial, else in force, else as probed. */
    OptionalLong value(String knob) {
        OptionalLong onTrial = find(inForce.trial(), knob);
        if (onTrial.isPresent()) {
            return onTrial;
        }
        OptionalLong explicit = explicit(knob);
        if (explicit.isPresent()) {
            return explicit;
        }
        Optional<Capability> has = capability(knob);
        return has.isPresent() ? OptionalLong.of(has.get().current()) : OptionalLong.empty();
    }

    /** The value of the knob in force that was written by a planner; empty where the JVM still has its own. */
    OptionalLong explicit(String knob) {
        return find(inForce.settings(), knob);
    }

    private static OptionalLong find(List<Setting> settings, String knob) {
        for (Setting setting : settings) {
            if (setting.knob().equals(knob)) {
                return OptionalLong.of(setting.value());
            }
        }
        return OptionalLong.empty();
    }

    /** A node without a ready check counts as ready. */
    boolean isReady() {
        return window.isReady();
    }

    Instant lastSeen() {
        Optional<Sample> newest = window.newest();
        return newest.isPresent() ? newest.get().at() : joinedAt;
    }

    boolean isLive(Instant now, Duration staleAfter) {
        return linked
                && window.newest().isPresent()
                && !lastSeen().plus(staleAfter).isBefore(now)
                && !heardAt.plus(staleAfter).isBefore(now);
    }
}
