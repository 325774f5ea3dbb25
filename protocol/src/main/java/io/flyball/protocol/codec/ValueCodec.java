package io.flyball.protocol.codec;

import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.EffectReading;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import java.util.List;

/** Values that several messages carry, with the limits of their fields. */
final class ValueCodec {
    /** Bytes of an identifier. */
    static final int NAME = 512;

    /** Bytes of words for people. */
    static final int PROSE = 4096;

    static final int MAX_SETTINGS = 1024;
    static final int MAX_CAPABILITIES = 1024;
    static final int MAX_EFFECTS = 1024;
    static final int MAX_INSTANCES = 256;

    private ValueCodec() {}

    static void writeNode(FrameWriter out, NodeId node) {
        out.name("node", node.value(), 1, NAME);
    }

    static NodeId readNode(FrameReader in) throws MalformedFrameException {
        return new NodeId(in.text("node", 1, NAME));
    }

    static void writeService(FrameWriter out, ServiceName service) {
        out.name("service", service.value(), 1, NAME);
    }

    static ServiceName readService(FrameReader in) throws MalformedFrameException {
        return new ServiceName(in.text("service", 1, NAME));
    }

    static void writeToken(FrameWriter out, Token token) {
        out.count("term", token.term());
        out.name("owner", token.owner(), 0, NAME);
    }

    static Token readToken(FrameReader in) throws MalformedFrameException {
        long term = in.count("term");
        String owner = in.text("owner", 0, NAME);
        return new Token(term, owner);
    }

    static void writeSettings(FrameWriter out, List<Setting> settings) {
        out.list("settings", settings, MAX_SETTINGS, (to, setting) -> {
            to.name("knob", setting.knob(), 1, NAME);
            to.number(setting.value());
        });
    }

    static List<Setting> readSettings(FrameReader in) throws MalformedFrameException {
        return in.list("settings", MAX_SETTINGS, 4, from -> {
            String knob = from.text("knob", 1, NAME);
            return new Setting(knob, from.number("value"));
        });
    }

    /** A block, for it stands in the midst of messages and may grow. */
    static void writeInForce(FrameWriter out, InForce inForce) {
        out.block(inForce, (to, state) -> {
            writeToken(to, state.token());
            to.count("revision", state.revision());
            writeSettings(to, state.settings());
            writeSettings(to, state.trial());
        });
    }

    static InForce readInForce(FrameReader in) throws MalformedFrameException {
        return in.block("inForce", from -> {
            Token token = readToken(from);
            long revision = from.count("revision");
            List<Setting> settings = readSettings(from);
            return new InForce(token, revision, settings, readSettings(from));
        });
    }

    static void writeCapabilities(FrameWriter out, List<Capability> capabilities) {
        out.list("capabilities", capabilities, MAX_CAPABILITIES, (to, capability) -> {
            to.name("knob", capability.knob(), 1, NAME);
            to.number(capability.current());
            to.number(capability.min());
            to.number(capability.max());
            to.name("unit", capability.unit(), 0, NAME);
            to.flag(capability.available());
            to.prose(capability.note(), PROSE);
        });
    }

    static List<Capability> readCapabilities(FrameReader in) throws MalformedFrameException {
        return in.list("capabilities", MAX_CAPABILITIES, 9, from -> {
            String knob = from.text("knob", 1, NAME);
            long current = from.number("current");
            long min = from.number("min");
            long max = from.number("max");
            String unit = from.text("unit", 0, NAME);
            boolean available = from.flag("available");
            return new Capability(knob, current, min, max, unit, available, from.text("note", 0, PROSE));
        });
    }

    static void writeEffects(FrameWriter out, List<EffectReading> effects) {
        out.list("effects", effects, MAX_EFFECTS, (to, effect) -> {
            to.name("attribute", effect.attribute(), 0, NAME);
            to.decimal("before", effect.before());
            to.decimal("after", effect.after());
        });
    }

    static List<EffectReading> readEffects(FrameReader in) throws MalformedFrameException {
        return in.list("effects", MAX_EFFECTS, 4, from -> {
            String attribute = from.text("attribute", 0, NAME);
            double before = from.decimal("before");
            return new EffectReading(attribute, before, from.decimal("after"));
        });
    }

    static void writeInstances(FrameWriter out, List<InstanceView> instances) {
        out.list("instances", instances, MAX_INSTANCES, (to, instance) -> {
            writeNode(to, instance.node());
            to.constant(StableEnum.INSTANCE_STATES, instance.state());
            to.number(instance.port());
            to.number(instance.pid());
            to.prose(instance.detail(), PROSE);
        });
    }

    static List<InstanceView> readInstances(FrameReader in) throws MalformedFrameException {
        return in.list("instances", MAX_INSTANCES, 7, from -> {
            NodeId node = readNode(from);
            var state = from.constant("state", StableEnum.INSTANCE_STATES);
            int port = from.intNumber("port");
            long pid = from.number("pid");
            return new InstanceView(node, state, port, pid, from.text("detail", 0, PROSE));
        });
    }
}
