package io.flyball.planner.service;

import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.Settle.Ending;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service instance with a thread pool, a queue and a heap, and an agent that keeps fencing, leases and trials. */
final class SimulatedNode {
    static final double SERVICE_SECONDS = 0.02;
    private static final double MOST_WAITING = 600;

    final NodeId id;
    final List<String> commands = new ArrayList<>();
    private final Map<String, Long> values = new LinkedHashMap<>();
    private final Map<String, Long> inForce = new LinkedHashMap<>();
    private Map<String, Long> beforeTrial = Map.of();
    private Map<String, Long> trial = Map.of();
    private Instant leaseEnds = Instant.MAX;
    private long trialRevision;
    private Token token = Token.NONE;
    private long revision;
    private double waiting;
    private double committed = 1_000e6;
    double arrivals;

    SimulatedNode(String name, long threads) {
        this.id = new NodeId(name);
        values.put(Knobs.TOMCAT_MAX_THREADS, threads);
        values.put(Knobs.MIN_HEAP_FREE_RATIO, 40L);
        values.put(Knobs.MAX_HEAP_FREE_RATIO, 70L);
    }

    long value(String knob) {
        return values.get(knob);
    }

    long threads() {
        return value(Knobs.TOMCAT_MAX_THREADS);
    }

    double waiting() {
        return waiting;
    }

    double committed() {
        return committed;
    }

    boolean isOnTrial() {
        return !trial.isEmpty();
    }

    /** Every request holds a connection for all of its time. */
    SimulatedNode withPool(long size) {
        values.put(Knobs.HIKARI_MAX_POOL_SIZE, size);
        return this;
    }

    SimulatedNode withThreads(long threads) {
        values.put(Knobs.TOMCAT_MAX_THREADS, threads);
        return this;
    }

    SimulatedNode withSoftMaximum(long bytes) {
        values.put(Knobs.SOFT_MAX_HEAP_SIZE, bytes);
        return this;
    }

    private boolean has(String knob) {
        return values.containsKey(knob);
    }

    List<Capability> capabilities() {
        List<Capability> all = new ArrayList<>(always());
        if (has(Knobs.HIKARI_MAX_POOL_SIZE)) {
            String knob = Knobs.HIKARI_MAX_POOL_SIZE;
            all.add(new Capability(knob, value(knob), 1, 100, "permits", true, ""));
        }
        if (has(Knobs.SOFT_MAX_HEAP_SIZE)) {
            String knob = Knobs.SOFT_MAX_HEAP_SIZE;
            all.add(new Capability(knob, value(knob), 0, 4_000_000_000L, "bytes", true, ""));
        }
        return all;
    }

    private List<Capability> always() {
        return List.of(
                new Capability(Knobs.TOMCAT_MAX_THREADS, threads(), 1, 200, "threads", true, ""),
                new Capability(
                        Knobs.MIN_HEAP_FREE_RATIO, value(Knobs.MIN_HEAP_FREE_RATIO), 0, 100, "percent", true, ""),
                new Capability(
                        Knobs.MAX_HEAP_FREE_RATIO, value(Knobs.MAX_HEAP_FREE_RATIO), 0, 100, "percent", true, ""),
                new Capability(Knobs.GC_RUN, 0, 1, 1, "action", true, ""));
    }

    InForce inForce() {
        return new InForce(token, revision, settings(inForce), settings(trial));
    }

    /** One second of work. */
    Sample step(Instant now, double noise) {
        long connections = has(Knobs.HIKARI_MAX_POOL_SIZE) ? value(Knobs.HIKARI_MAX_POOL_SIZE) : threads();
        double capacity = Math.min(threads(), connections) / SERVICE_SECONDS;
        double offered = waiting + arrivals;
        double served = Math.min(offered, capacity);
        waiting = Math.min(MOST_WAITING, offered - served);
        boolean tight = value(Knobs.MAX_HEAP_FREE_RATIO) == 20;
        committed = tight ? Math.max(150e6, committed * 0.5) : Math.min(1_000e6, committed + 50e6);
        Map<String, Double> metrics = new HashMap<>();
        metrics.put(Metrics.THROUGHPUT, served * (1 + noise));
        metrics.put(Metrics.LATENCY_P99, (SERVICE_SECONDS * 1.5 + waiting / capacity) * (1 + noise));
        metrics.put(Metrics.LATENCY_MEAN, SERVICE_SECONDS + waiting / capacity);
        metrics.put(Metrics.ERROR_RATE, 0.0);
        metrics.put(Metrics.CPU, Math.min(1, served / 4000));
        metrics.put(Metrics.HOST_CPU, Math.min(1, served / 2000));
        metrics.put(Metrics.CPU_CORES, served / 1000);
        metrics.put(Metrics.TOMCAT_THREADS_MAX, (double) threads());
        metrics.put(Metrics.TOMCAT_THREADS_BUSY, threads() * served / capacity);
        metrics.put(Metrics.TOMCAT_QUEUE, waiting);
        metrics.put(Metrics.ALLOCATION_RATE, served * 100_000);
        metrics.put(Metrics.HEAP_COMMITTED, committed);
        metrics.put(Metrics.HEAP_LIVE, 100e6);
        metrics.put(Metrics.RSS, committed + 50e6);
        if (has(Knobs.HIKARI_MAX_POOL_SIZE)) {
            double active = connections * served / (connections / SERVICE_SECONDS);
            metrics.put(Metrics.HIKARI_MAX, (double) connections);
            metrics.put(Metrics.HIKARI_ACTIVE, Math.min(connections, active));
            metrics.put(Metrics.HIKARI_PENDING, Math.min(threads() - active, waiting));
        }
        metrics.put(Metrics.GC_TIME, 0.01);
        metrics.put(Metrics.HEAP_MAX, 2_000e6);
        metrics.put(Metrics.READY, 1.0);
        return new Sample(now, metrics);
    }

    LinkMessage.CommandResult on(Instant now, LinkMessage.ToAgent message) {
        if (message instanceof LinkMessage.Command command) {
            return on(now, command);
        }
        return on(now, (LinkMessage.Settle) message);
    }

    /** The lease ends without the planner. */
    Optional<LinkMessage.CommandResult> lease(Instant now) {
        if (trial.isEmpty() || now.isBefore(leaseEnds)) {
            return Optional.empty();
        }
        return Optional.of(revert("lease ended"));
    }

    private LinkMessage.CommandResult on(Instant now, LinkMessage.Command command) {
        if (command.token().isOlderThan(token)) {
            return result(command.token(), command.revision(), CommandOutcome.REFUSED_TOKEN);
        }
        boolean duplicate = command.token().equals(token) && command.revision() <= revision;
        if (duplicate) {
            return result(token, command.revision(), CommandOutcome.DUPLICATE);
        }
        token = command.token();
        revision = command.revision();
        commands.add(revision + " " + command.settings() + (command.leaseMillis() > 0 ? " leased" : ""));
        Map<String, Long> wanted = new LinkedHashMap<>();
        for (Setting setting : command.settings()) {
            if (!Knobs.isAction(setting.knob())) {
                wanted.put(setting.knob(), setting.value());
            }
        }
        if (command.leaseMillis() > 0) {
            beforeTrial = new LinkedHashMap<>(values);
            trial = wanted;
            trialRevision = revision;
            leaseEnds = now.plusMillis(command.leaseMillis());
        } else {
            inForce.putAll(wanted);
        }
        values.putAll(wanted);
        return result(token, revision, CommandOutcome.APPLIED);
    }

    private LinkMessage.CommandResult on(Instant now, LinkMessage.Settle settle) {
        if (settle.token().isOlderThan(token)) {
            return result(settle.token(), settle.revision(), CommandOutcome.REFUSED_TOKEN);
        }
        token = settle.token();
        if (trial.isEmpty() || settle.revision() != trialRevision) {
            return settle.ending() == Ending.RENEW ? null : result(token, settle.revision(), CommandOutcome.DUPLICATE);
        }
        if (settle.ending() == Ending.RENEW) {
            leaseEnds = now.plusMillis(settle.leaseMillis());
            return null;
        }
        if (settle.ending() == Ending.REVERT) {
            return revert("");
        }
        inForce.putAll(trial);
        trial = Map.of();
        return result(token, settle.revision(), CommandOutcome.CONFIRMED);
    }

    private LinkMessage.CommandResult revert(String detail) {
        values.putAll(beforeTrial);
        trial = Map.of();
        LinkMessage.CommandResult result = result(token, trialRevision, CommandOutcome.REVERTED);
        return new LinkMessage.CommandResult(
                0, result.token(), result.revision(), result.outcome(), detail, List.of(), result.inForce());
    }

    private LinkMessage.CommandResult result(Token of, long at, CommandOutcome outcome) {
        return new LinkMessage.CommandResult(0, of, at, outcome, "", List.of(), inForce());
    }

    private static List<Setting> settings(Map<String, Long> values) {
        return values.entrySet().stream()
                .map(entry -> new Setting(entry.getKey(), entry.getValue()))
                .toList();
    }
}
