package io.flyball.planner.service;

import io.flyball.planner.service.Ledger.Written;
import io.flyball.policy.document.MonitoringConfig;
import io.flyball.policy.document.Policy;
import io.flyball.policy.document.PolicyDefaults;
import io.flyball.policy.document.ValidationConfig;
import io.flyball.policy.guard.Sight;
import io.flyball.policy.scale.ScalingHistory;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.Settle.Ending;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.DecisionRecord.Kind;
import io.flyball.protocol.model.DecisionRecord.Outcome;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Step;
import io.flyball.protocol.model.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One step of {@link PlannerState} while it is taken: starts as a copy, is changed by the parts that decide, and ends
 * as the next state with its effects. Never outlives the call.
 */
final class Turn {
    /** A command that waited longer than this is void; also how long an answer may take. */
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    /** A reason for doing nothing is told again when it was not true for this long. */
    static final Duration WITHHELD_MEMORY = Duration.ofMinutes(1);

    private static final Duration WARM_UP_WITHOUT_POLICY = Duration.ofSeconds(30);

    final Instant now;
    final ServiceName service;
    final String member;
    final Token token;
    final Instant startedAt;
    final Map<NodeId, Instant> asked;
    final Map<String, Agent> agents;
    final Map<NodeId, Pending> pending;
    final Map<String, Long> kept;
    /** Nodes that may run values on trial though their trial is closed, and until when. */
    final Map<NodeId, Instant> unsettled;

    final List<Effect> effects = new ArrayList<>();
    Optional<Policy> policy;
    String label;
    Optional<String> frozen;
    Optional<Instant> firstSampleAt;
    Nodes nodes;
    Ledger ledger;
    Optional<Trial> trial;
    Optional<Rollout> rollout;
    ScalingHistory scaling;
    int target;
    long lastRevision;
    boolean resumed;
    boolean heapProven;
    boolean superseded;
    Outlook outlook;
    Tuning tuning;
    Watch watch;
    private Set<NodeId> leaving;

    Turn(PlannerState state, Instant now) {
        this.now = now;
        this.service = state.service;
        this.member = state.member;
        this.token = state.token;
        this.startedAt = state.startedAt;
        this.asked = new TreeMap<>(state.asked);
        this.agents = new TreeMap<>(state.agents);
        this.pending = new TreeMap<>(state.pending);
        this.kept = new TreeMap<>(state.kept);
        this.unsettled = new TreeMap<>(state.unsettled);
        this.policy = state.policy;
        this.label = state.label;
        this.frozen = state.frozen;
        this.firstSampleAt = state.firstSampleAt;
        this.nodes = state.nodes;
        this.ledger = state.ledger;
        this.trial = state.trial;
        this.rollout = state.rollout;
        this.scaling = state.scaling;
        this.target = state.target;
        this.lastRevision = state.lastRevision;
        this.resumed = state.resumed;
        this.heapProven = state.heapProven;
        this.superseded = state.superseded;
        this.outlook = state.outlook;
        this.tuning = state.tuning;
        this.watch = state.watch;
    }

    Step<PlannerState, Effect> end() {
        return new Step<>(new PlannerState(this), effects);
    }

    MonitoringConfig monitoring() {
        return policy.isPresent() ? policy.get().monitoring() : PolicyDefaults.MONITORING; // asked once per node
    }

    ValidationConfig validation() {
        return policy.isPresent() ? policy.get().validation() : PolicyDefaults.VALIDATION;
    }

    /** Why nothing new may be sent: frozen by people, or a dry run. */
    Optional<String> blocked() {
        return frozen.map(reason -> "frozen: " + reason)
                .or(() -> policy.filter(has -> !has.automation().enabled())
                        .map(has -> "automation is off: decided and explained, not done"));
    }

    /** Until nodes were seen for one window nothing shrinks: the view is not complete. */
    boolean isWarmingUp() {
        return firstSampleAt.map(at -> now.isBefore(at.plus(warmUp()))).orElse(true);
    }

    Duration warmUp() {
        return policy.map(has -> has.validation().window()).orElse(WARM_UP_WITHOUT_POLICY);
    }

    boolean isLive(Node node) {
        return node.isLive(now, monitoring().staleAfter());
    }

    /** Live, ready and not about to go. */
    boolean isServing(Node node) {
        return isLive(node) && node.isReady() && !leaving().contains(node.id());
    }

    /** Nodes that start or stop: they neither count nor are they compared. */
    Set<NodeId> leaving() {
        if (leaving == null) { // asked for once per node, and the same throughout a turn
            leaving = instancesIn(InstanceState.DRAINING, InstanceState.STOPPED, InstanceState.FAILED);
        }
        return leaving;
    }

    Set<NodeId> starting() {
        return instancesIn(InstanceState.STARTING);
    }

    boolean instancesMove() {
        return agents.values().stream()
                .filter(Agent::linked)
                .anyMatch(agent -> agent.wanted() != agent.target()
                        || agent.instances().stream()
                                .anyMatch(instance -> instance.state() == InstanceState.STARTING
                                        || instance.state() == InstanceState.DRAINING));
    }

    private Set<NodeId> instancesIn(InstanceState... states) {
        Set<InstanceState> wanted = Set.of(states);
        Set<NodeId> found = new HashSet<>();
        for (Agent agent : agents.values()) {
            for (InstanceView instance : agent.instances()) {
                if (wanted.contains(instance.state())) {
                    found.add(instance.node());
                }
            }
        }
        return found;
    }

    /** Nodes that should be there and how many of them are seen well. */
    Sight sight() {
        Set<NodeId> uncounted = new HashSet<>(leaving());
        uncounted.addAll(starting());
        Set<NodeId> known = instancesIn(InstanceState.READY);
        nodes.stream().map(Node::id).forEach(known::add);
        known.removeAll(uncounted);
        int healthy = 0;
        int stale = 0;
        for (NodeId id : known) {
            Optional<Node> node = nodes.find(id);
            if (node.isEmpty() || !isLive(node.get())) {
                stale++;
            } else if (node.get().isReady()) {
                healthy++;
            }
        }
        return new Sight(known.size(), healthy, stale);
    }

    /** Sends settings; a lease of zero puts them in force at once. */
    long command(Node node, List<Setting> settings, Duration lease) {
        long revision =
                Math.max(node.revision(), lastRevision) + 1; // never reused, not even for a node that was forgotten
        lastRevision = revision;
        nodes = nodes.with(node.revision(revision));
        send(node.id(), commandMessage(revision, settings, lease));
        return revision;
    }

    LinkMessage.Command commandMessage(long revision, List<Setting> settings, Duration lease) {
        return new LinkMessage.Command(0, token, revision, settings, lease.toMillis(), ANSWER_WITHIN.toMillis());
    }

    void settle(NodeId node, long revision, Ending ending, Duration lease) {
        send(node, new LinkMessage.Settle(0, token, revision, ending, lease.toMillis()));
    }

    void send(NodeId node, LinkMessage.ToAgent message) {
        if (!superseded) {
            effects.add(new Effect.SendToNode(node, message));
        }
    }

    /** Sends settings in force at once, again on every tick until the node answers. */
    void apply(Node node, List<Setting> settings, Kind kind, String subject, String from, List<String> reasons) {
        long revision = command(node, settings, Duration.ZERO);
        DecisionRecord decision = decide(
                kind,
                subject,
                List.of(node.id()),
                from,
                words(settings),
                reasons,
                inputs(node),
                Outcome.APPLIED,
                revision);
        pending.put(
                node.id(),
                new Pending(
                        commandMessage(revision, settings, Duration.ZERO), revision, now, Optional.of(decision.id())));
    }

    DecisionRecord decide(
            Kind kind,
            String subject,
            List<NodeId> touched,
            String from,
            String to,
            List<String> reasons,
            Map<String, Double> inputs,
            Outcome outcome,
            long revision) {
        String id = "%s-%06d-%08d".formatted(service, token.term(), ledger.number() + 1);
        List<String> all = new ArrayList<>(reasons);
        if (kind == Kind.INSTANCES || kind == Kind.THREADS || kind == Kind.CONNECTIONS) {
            Limits.reason(watch).ifPresent(all::add);
        }
        DecisionRecord decision = new DecisionRecord(
                id,
                now,
                service,
                token,
                revision,
                label,
                kind,
                subject,
                touched,
                from,
                to,
                all,
                inputs,
                outcome,
                Optional.empty());
        ledger = ledger.plus(decision);
        effects.add(new Effect.Remember(decision, 1));
        return decision;
    }

    /** The effect of an open decision is known. */
    void close(String id, Outcome outcome, Optional<OptimizationFeedback> feedback, List<String> more) {
        Written written = ledger.open().get(id);
        if (written == null) {
            return;
        }
        DecisionRecord was = written.decision();
        List<String> reasons = new ArrayList<>(was.reasons());
        reasons.addAll(more);
        DecisionRecord is = new DecisionRecord(
                was.id(),
                was.at(),
                was.service(),
                was.token(),
                was.revision(),
                was.policy(),
                was.kind(),
                was.subject(),
                was.nodes(),
                was.from(),
                was.to(),
                reasons,
                was.inputs(),
                outcome,
                feedback);
        ledger = ledger.closed(is);
        effects.add(new Effect.Remember(is, written.version() + 1));
    }

    /** Remembers why nothing was done, when that is news. {@code topic} names the reason without its numbers. */
    void withhold(Kind kind, String subject, String topic, String from, String to, List<String> reasons) {
        String key = subject + "/" + topic;
        boolean known = ledger.isWithheld(key, now, WITHHELD_MEMORY);
        ledger = ledger.withheld(key, now, WITHHELD_MEMORY);
        if (!known) {
            decide(kind, subject, List.of(), from, to, reasons, Map.of(), Outcome.WITHHELD, 0);
        }
    }

    /** The numbers of a node that explain a decision. */
    Map<String, Double> inputs(Node node) {
        Map<String, Double> inputs = new HashMap<>();
        node.window()
                .newest()
                .ifPresent(sample -> EXPLAINING.forEach(
                        metric -> sample.value(metric).ifPresent(value -> inputs.put(metric, value))));
        inputs.put("age", Duration.between(node.lastSeen(), now).toMillis() / 1000.0);
        return inputs;
    }

    private static final List<String> EXPLAINING = List.of(
            Metrics.THROUGHPUT,
            Metrics.LATENCY_P99,
            Metrics.ERROR_RATE,
            Metrics.CPU,
            Metrics.HOST_CPU,
            Metrics.TOMCAT_THREADS_BUSY,
            Metrics.TOMCAT_THREADS_MAX,
            Metrics.TOMCAT_QUEUE,
            Metrics.HEAP_COMMITTED,
            Metrics.HEAP_LIVE,
            Metrics.ALLOCATION_RATE,
            Metrics.RSS);

    /** What must survive this planner, as it is now. */
    ServiceRecord record() {
        return new ServiceRecord(
                token.term(), token.owner(), target, watch.automation().looked());
    }

    static String words(List<Setting> settings) {
        return String.join(", ", settings.stream().map(Setting::toString).toList());
    }
}
