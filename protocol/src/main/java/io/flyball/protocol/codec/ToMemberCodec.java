package io.flyball.protocol.codec;

import static io.flyball.protocol.codec.ValueCodec.NAME;
import static io.flyball.protocol.codec.ValueCodec.PROSE;

import io.flyball.protocol.message.LinkMessage.CommandResult;
import io.flyball.protocol.message.LinkMessage.Hello;
import io.flyball.protocol.message.LinkMessage.Instances;
import io.flyball.protocol.message.LinkMessage.InstancesRefused;
import io.flyball.protocol.message.LinkMessage.NodeDown;
import io.flyball.protocol.message.LinkMessage.NodeUp;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.EffectReading;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Token;
import java.util.List;

/** Bodies of what agents send, save {@link ReportCodec reports}: fields in the order of the record's components. */
final class ToMemberCodec {
    static final int MAX_METRIC_NAMES = 4096;
    private static final int METRIC_NAME = 256;

    private ToMemberCodec() {}

    static void writeHello(FrameWriter out, Hello hello) {
        out.count("version", hello.version());
        out.name("agent", hello.agent(), 1, NAME);
        out.name("bootId", hello.bootId(), 1, NAME);
    }

    static Hello readHello(FrameReader in) throws MalformedFrameException {
        int version = in.index("version", Integer.MAX_VALUE);
        String agent = in.text("agent", 1, NAME);
        return new Hello(version, agent, in.text("bootId", 1, NAME));
    }

    static void writeNodeUp(FrameWriter out, NodeUp up) {
        out.count("slot", up.slot());
        ValueCodec.writeNode(out, up.node());
        ValueCodec.writeService(out, up.service());
        out.prose(up.jvm(), PROSE);
        ValueCodec.writeCapabilities(out, up.capabilities());
        ValueCodec.writeInForce(out, up.inForce());
        out.list("metrics", up.metrics(), MAX_METRIC_NAMES, (to, name) -> to.name("metric", name, 1, METRIC_NAME));
    }

    static NodeUp readNodeUp(FrameReader in) throws MalformedFrameException {
        int slot = in.index("slot", Integer.MAX_VALUE);
        NodeId node = ValueCodec.readNode(in);
        ServiceName service = ValueCodec.readService(in);
        String jvm = in.text("jvm", 0, PROSE);
        List<Capability> capabilities = ValueCodec.readCapabilities(in);
        InForce inForce = ValueCodec.readInForce(in);
        List<String> metrics = in.list("metrics", MAX_METRIC_NAMES, 3, from -> from.text("metric", 1, METRIC_NAME));
        return new NodeUp(slot, node, service, jvm, capabilities, inForce, metrics);
    }

    static void writeNodeDown(FrameWriter out, NodeDown down) {
        out.count("slot", down.slot());
        out.prose(down.reason(), PROSE);
    }

    static NodeDown readNodeDown(FrameReader in) throws MalformedFrameException {
        int slot = in.index("slot", Integer.MAX_VALUE);
        return new NodeDown(slot, in.text("reason", 0, PROSE));
    }

    static void writeResult(FrameWriter out, CommandResult result) {
        out.count("slot", result.slot());
        ValueCodec.writeToken(out, result.token());
        out.count("revision", result.revision());
        out.constant(StableEnum.OUTCOMES, result.outcome());
        out.prose(result.detail(), PROSE);
        ValueCodec.writeEffects(out, result.effects());
        ValueCodec.writeInForce(out, result.inForce());
    }

    static CommandResult readResult(FrameReader in) throws MalformedFrameException {
        int slot = in.index("slot", Integer.MAX_VALUE);
        Token token = ValueCodec.readToken(in);
        long revision = in.count("revision");
        CommandOutcome outcome = in.constant("outcome", StableEnum.OUTCOMES);
        String detail = in.text("detail", 0, PROSE);
        List<EffectReading> effects = ValueCodec.readEffects(in);
        return new CommandResult(slot, token, revision, outcome, detail, effects, ValueCodec.readInForce(in));
    }

    static void writeInstances(FrameWriter out, Instances instances) {
        ValueCodec.writeService(out, instances.service());
        ValueCodec.writeToken(out, instances.token());
        out.count("revision", instances.revision());
        out.number(instances.target());
        out.number(instances.limit());
        ValueCodec.writeInstances(out, instances.instances());
    }

    static Instances readInstances(FrameReader in) throws MalformedFrameException {
        ServiceName service = ValueCodec.readService(in);
        Token token = ValueCodec.readToken(in);
        long revision = in.count("revision");
        int target = in.intNumber("target");
        int limit = in.intNumber("limit");
        return new Instances(service, token, revision, target, limit, ValueCodec.readInstances(in));
    }

    static void writeRefused(FrameWriter out, InstancesRefused refused) {
        ValueCodec.writeService(out, refused.service());
        ValueCodec.writeToken(out, refused.token());
        out.count("revision", refused.revision());
        out.constant(StableEnum.OUTCOMES, refused.outcome());
        out.prose(refused.detail(), PROSE);
    }

    static InstancesRefused readRefused(FrameReader in) throws MalformedFrameException {
        ServiceName service = ValueCodec.readService(in);
        Token token = ValueCodec.readToken(in);
        long revision = in.count("revision");
        CommandOutcome outcome = in.constant("outcome", StableEnum.OUTCOMES);
        return new InstancesRefused(service, token, revision, outcome, in.text("detail", 0, PROSE));
    }
}
