package io.flyball.protocol.codec;

import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.EffectReading;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.InstanceState;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Frames with as many and as small elements as the codec lets pass. */
final class Fullest {
    private static final ServiceName S = new ServiceName("s");
    private static final NodeId N = new NodeId("n");

    private Fullest() {}

    static List<LinkMessage> frames() {
        List<Setting> settings = Collections.nCopies(ValueCodec.MAX_SETTINGS, new Setting("k", 1));
        return List.of(
                new LinkMessage.NodeUp(
                        0,
                        N,
                        S,
                        "",
                        Collections.nCopies(ValueCodec.MAX_CAPABILITIES, new Capability("k", 0, 0, 0, "", true, "")),
                        new InForce(Token.NONE, 0, settings, settings),
                        Collections.nCopies(ToMemberCodec.MAX_METRIC_NAMES, "m")),
                new LinkMessage.NodeUp(
                        0,
                        N,
                        S,
                        "",
                        List.of(),
                        InForce.NOTHING,
                        Collections.nCopies(ToMemberCodec.MAX_METRIC_NAMES, "m")),
                new LinkMessage.Report(
                        0,
                        0,
                        0,
                        IntStream.range(0, ReportCodec.MAX_METRICS).toArray(),
                        new double[ReportCodec.MAX_METRICS]),
                new LinkMessage.Command(0, Token.NONE, 0, settings, 0, 0),
                new LinkMessage.CommandResult(
                        0,
                        Token.NONE,
                        0,
                        CommandOutcome.FAILED,
                        "",
                        Collections.nCopies(ValueCodec.MAX_EFFECTS, new EffectReading("", 0, 0)),
                        InForce.NOTHING),
                new LinkMessage.Instances(
                        S,
                        Token.NONE,
                        0,
                        0,
                        0,
                        Collections.nCopies(
                                ValueCodec.MAX_INSTANCES, new InstanceView(N, InstanceState.READY, 0, 0, ""))));
    }
}
