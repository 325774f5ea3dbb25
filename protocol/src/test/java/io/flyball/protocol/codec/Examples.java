package io.flyball.protocol.codec;

import io.flyball.protocol.message.ControlProtocol;
import io.flyball.protocol.message.HistoryProtocol;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.ServiceProtocol;
import io.flyball.protocol.message.SessionProtocol;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.EffectReading;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.PerformanceMetrics;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import io.flyball.protocol.model.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** One message of each type, with no component left at a default: what the golden bytes say. */
final class Examples {
    private static final ServiceName SHOP = new ServiceName("shop");
    private static final NodeId NODE = new NodeId("shop-1");
    private static final Token TOKEN = new Token(7, "m1@7f3a");
    private static final Instant AT = Instant.parse("2026-11-23T06:00:05Z");
    private static final InForce IN_FORCE = new InForce(
            TOKEN, 41, List.of(new Setting("tomcat.maxThreads", 24)), List.of(new Setting("jvm.SoftMaxHeapSize", -1)));
    private static final Capability CAPABILITY =
            new Capability("tomcat.maxThreads", 16, 4, 64, "threads", true, "currentThreadCount follows");
    private static final InstanceView INSTANCE =
            new InstanceView(NODE, InstanceState.READY, 9001, 4711, "läuft seit 6 s");
    private static final Sample SAMPLE =
            new Sample(AT, Map.of("cpu", 0.43, "throughput", 412.5, "latency.p99", 0.1 + 0.2, "rss", 523_763_712.0));

    private Examples() {}

    static List<LinkMessage> link() {
        return List.of(
                new LinkMessage.Hello(1, "host-a", "5e1f"),
                new LinkMessage.NodeUp(
                        3, NODE, SHOP, "17.0.15 G1 pid 4711", List.of(CAPABILITY), IN_FORCE, List.of("cpu", "rss")),
                new LinkMessage.NodeDown(3, "exited with 137"),
                new LinkMessage.Report(
                        3, 512, 1_795_413_605_000L, new int[] {0, 1, 7}, new double[] {0.43, 523_763_712, 0.1 + 0.2}),
                result(),
                instances(),
                refused(),
                new LinkMessage.Welcome(1, "m1"),
                new LinkMessage.Ack(3, 511),
                command(),
                new LinkMessage.Settle(3, TOKEN, 42, LinkMessage.Settle.Ending.CONFIRM, 15_000),
                new LinkMessage.SetInstances(SHOP, TOKEN, 43, 4, 10_000));
    }

    private static LinkMessage.Command command() {
        return new LinkMessage.Command(3, TOKEN, 42, List.of(new Setting("tomcat.maxThreads", 32)), 15_000, 5_000);
    }

    private static LinkMessage.CommandResult result() {
        return new LinkMessage.CommandResult(
                3,
                TOKEN,
                42,
                CommandOutcome.APPLIED,
                "threads moved",
                List.of(new EffectReading("currentThreadCount", 16, 32)),
                IN_FORCE);
    }

    private static LinkMessage.Instances instances() {
        return new LinkMessage.Instances(SHOP, TOKEN, 43, -1, 10, List.of(INSTANCE));
    }

    private static LinkMessage.InstancesRefused refused() {
        return new LinkMessage.InstancesRefused(SHOP, TOKEN, 43, CommandOutcome.REFUSED_TOKEN, "8/m2@91c0 was seen");
    }

    /** Every entry of {@link Registry}. */
    static List<Object> members(ActorRef<Object> ref) {
        var row = new HistoryProtocol.Row(SHOP, NODE, SAMPLE);
        var later = new HistoryProtocol.Row(
                new ServiceName("cart"), new NodeId("cart-1"), new Sample(AT.plusMillis(5_250), Map.of("cpu", 0.5)));
        var stored = new HistoryProtocol.StoredDecision(SHOP, "shop-7-12", 2, "{}".getBytes(StandardCharsets.UTF_8));
        var entry =
                new ControlProtocol.Entry("policy/shop", 3, true, "kind: Policy", "ada", "tune", 1_795_413_605_000L);
        return List.of(
                new ServiceProtocol.Reports(
                        List.of(new ServiceProtocol.NodeSample(NODE, SAMPLE)), ref.unsafeUpcast(), ref.unsafeUpcast()),
                new ServiceProtocol.Seen(64),
                new ServiceProtocol.NodeConnected(
                        NODE, "host-a", "17.0.15 G1", List.of(CAPABILITY), IN_FORCE, ref.unsafeUpcast()),
                new ServiceProtocol.NodeGone(NODE, true, "exited"),
                new ServiceProtocol.NodeAnswered(NODE, result()),
                new ServiceProtocol.AgentInstances("host-a", instances(), ref.unsafeUpcast()),
                new ServiceProtocol.AgentRefused("host-a", refused()),
                new ServiceProtocol.AgentGone("host-a"),
                new ServiceProtocol.Describe(ref.unsafeUpcast()),
                view(),
                new SessionProtocol.ToNode(NODE, command()),
                new SessionProtocol.ToAgent(new LinkMessage.Ack(3, 511)),
                new SessionProtocol.Introduce(NODE),
                new HistoryProtocol.AppendRows(List.of(row, later), ref.unsafeUpcast()),
                new HistoryProtocol.AppendDecisions(List.of(stored), ref.unsafeUpcast()),
                new HistoryProtocol.Stored(),
                new HistoryProtocol.NotStored("no space"),
                new HistoryProtocol.ReadRows(SHOP, "shop-1", AT, AT.plusNanos(1), 100, ref.unsafeUpcast()),
                new HistoryProtocol.RowsFound(List.of(row), true, "one replica is away"),
                new HistoryProtocol.ReadDecisions("shop", "shop-7-12", 50, ref.unsafeUpcast()),
                new HistoryProtocol.DecisionsFound(List.of(stored), "none"),
                stored,
                new HistoryProtocol.ReadTick(SHOP, AT, "shop-1", ref.unsafeUpcast()),
                new HistoryProtocol.FindDecision("shop-7-12", ref.unsafeUpcast()),
                new ControlProtocol.Put("kind: Policy", "ada", "tune", 2, ref.unsafeUpcast()),
                new ControlProtocol.Delete("ada", "done", -1, ref.unsafeUpcast()),
                new ControlProtocol.Get(ref.unsafeUpcast()),
                new ControlProtocol.Found(entry),
                new ControlProtocol.NotFound(3),
                new ControlProtocol.Conflict(4),
                new ControlProtocol.NotDurable("1 of 3 members"),
                entry,
                decision(Optional.of(feedback())));
    }

    private static ServiceProtocol.ServiceView view() {
        return new ServiceProtocol.ServiceView(
                SHOP,
                "m1",
                TOKEN,
                "active",
                "shop#3",
                3,
                List.of(new ServiceProtocol.NodeView(
                        NODE, "host-a", "17.0.15 G1", "live", AT, List.of(CAPABILITY), IN_FORCE, Optional.of(SAMPLE))),
                List.of(new ServiceProtocol.AgentView("host-a", 2, 10, List.of(INSTANCE))),
                List.of(decision(Optional.empty())),
                Optional.of(decision(Optional.of(feedback()))),
                List.of(new ServiceProtocol.AlertView(
                        "heap.live.ratio above 0.85", "highest node", "FIRING", AT, 0.91, Optional.of(AT))),
                List.of("lock contention (0.90)"));
    }

    private static DecisionRecord decision(Optional<OptimizationFeedback> feedback) {
        return new DecisionRecord(
                "shop-7-12",
                AT.plusNanos(123_456_789),
                SHOP,
                TOKEN,
                42,
                "shop#3",
                DecisionRecord.Kind.THREADS,
                "tomcat.maxThreads",
                List.of(NODE),
                "16",
                "32",
                List.of("workers are busy", "at most 64"),
                Map.of("busy", 0.95, "queue", 12.0, "peers", Double.NaN),
                DecisionRecord.Outcome.KEPT,
                feedback);
    }

    private static OptimizationFeedback feedback() {
        return new OptimizationFeedback(
                new PerformanceMetrics(412.5, 0.25, 0.01, 0.43, 523_763_712, 6),
                PerformanceMetrics.UNKNOWN,
                0.25,
                Double.NaN,
                -0.0,
                Verdict.PASS,
                List.of("p99 fell"));
    }
}
