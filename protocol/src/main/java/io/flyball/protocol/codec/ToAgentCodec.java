package io.flyball.protocol.codec;

import static io.flyball.protocol.codec.ValueCodec.NAME;

import io.flyball.protocol.message.LinkMessage.Ack;
import io.flyball.protocol.message.LinkMessage.Command;
import io.flyball.protocol.message.LinkMessage.SetInstances;
import io.flyball.protocol.message.LinkMessage.Settle;
import io.flyball.protocol.message.LinkMessage.Welcome;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import java.util.List;

/** Bodies of what members send: fields in the order of the record's components. */
final class ToAgentCodec {
    private ToAgentCodec() {}

    static void writeWelcome(FrameWriter out, Welcome welcome) {
        out.count("version", welcome.version());
        out.name("member", welcome.member(), 1, NAME);
    }

    static Welcome readWelcome(FrameReader in) throws MalformedFrameException {
        int version = in.index("version", Integer.MAX_VALUE);
        return new Welcome(version, in.text("member", 1, NAME));
    }

    static void writeAck(FrameWriter out, Ack ack) {
        out.count("slot", ack.slot());
        out.count("seq", ack.seq());
    }

    static Ack readAck(FrameReader in) throws MalformedFrameException {
        int slot = in.index("slot", Integer.MAX_VALUE);
        return new Ack(slot, in.count("seq"));
    }

    static void writeCommand(FrameWriter out, Command command) {
        out.count("slot", command.slot());
        ValueCodec.writeToken(out, command.token());
        out.count("revision", command.revision());
        ValueCodec.writeSettings(out, command.settings());
        out.count("leaseMillis", command.leaseMillis());
        out.count("expiresInMillis", command.expiresInMillis());
    }

    static Command readCommand(FrameReader in) throws MalformedFrameException {
        int slot = in.index("slot", Integer.MAX_VALUE);
        Token token = ValueCodec.readToken(in);
        long revision = in.count("revision");
        List<Setting> settings = ValueCodec.readSettings(in);
        long leaseMillis = in.count("leaseMillis");
        return new Command(slot, token, revision, settings, leaseMillis, in.count("expiresInMillis"));
    }

    static void writeSettle(FrameWriter out, Settle settle) {
        out.count("slot", settle.slot());
        ValueCodec.writeToken(out, settle.token());
        out.count("revision", settle.revision());
        out.constant(StableEnum.ENDINGS, settle.ending());
        out.count("leaseMillis", settle.leaseMillis());
    }

    static Settle readSettle(FrameReader in) throws MalformedFrameException {
        int slot = in.index("slot", Integer.MAX_VALUE);
        Token token = ValueCodec.readToken(in);
        long revision = in.count("revision");
        Settle.Ending ending = in.constant("ending", StableEnum.ENDINGS);
        return new Settle(slot, token, revision, ending, in.count("leaseMillis"));
    }

    static void writeSetInstances(FrameWriter out, SetInstances wanted) {
        ValueCodec.writeService(out, wanted.service());
        ValueCodec.writeToken(out, wanted.token());
        out.count("revision", wanted.revision());
        out.count("count", wanted.count());
        out.count("expiresInMillis", wanted.expiresInMillis());
    }

    static SetInstances readSetInstances(FrameReader in) throws MalformedFrameException {
        ServiceName service = ValueCodec.readService(in);
        Token token = ValueCodec.readToken(in);
        long revision = in.count("revision");
        int count = in.index("count", Integer.MAX_VALUE);
        return new SetInstances(service, token, revision, count, in.count("expiresInMillis"));
    }
}
