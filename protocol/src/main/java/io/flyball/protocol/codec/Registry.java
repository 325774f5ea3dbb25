package io.flyball.protocol.codec;

import io.flyball.protocol.message.ControlProtocol;
import io.flyball.protocol.message.HistoryProtocol;
import io.flyball.protocol.message.ServiceProtocol;
import io.flyball.protocol.message.SessionProtocol;
import io.flyball.protocol.model.DecisionRecord;
import java.util.List;

/**
 * Every record that travels between members or is stored by them, with the manifest that names it in bytes. A
 * manifest is never changed nor reused; a change that appending components cannot express takes the next number.
 * Records inside others need no entry; {@code LinkMessage}s all go under {@link #LINK}.
 */
final class Registry {
    /** Manifest of every {@code LinkMessage}: its frame says which. */
    static final String LINK = "L1";

    record Entry(String manifest, Class<?> type) {}

    static final List<Entry> ENTRIES = List.of(
            new Entry("S1", ServiceProtocol.Reports.class),
            new Entry("S2", ServiceProtocol.Seen.class),
            new Entry("S3", ServiceProtocol.NodeConnected.class),
            new Entry("S4", ServiceProtocol.NodeGone.class),
            new Entry("S5", ServiceProtocol.NodeAnswered.class),
            new Entry("S6", ServiceProtocol.AgentInstances.class),
            new Entry("S7", ServiceProtocol.AgentRefused.class),
            new Entry("S8", ServiceProtocol.AgentGone.class),
            new Entry("S9", ServiceProtocol.Describe.class),
            new Entry("S10", ServiceProtocol.ServiceView.class),
            new Entry("N1", SessionProtocol.ToNode.class),
            new Entry("N2", SessionProtocol.ToAgent.class),
            new Entry("N3", SessionProtocol.Introduce.class),
            new Entry("H1", HistoryProtocol.AppendRows.class),
            new Entry("H2", HistoryProtocol.AppendDecisions.class),
            new Entry("H3", HistoryProtocol.Stored.class),
            new Entry("H4", HistoryProtocol.NotStored.class),
            new Entry("H5", HistoryProtocol.ReadRows.class),
            new Entry("H6", HistoryProtocol.RowsFound.class),
            new Entry("H7", HistoryProtocol.ReadDecisions.class),
            new Entry("H8", HistoryProtocol.DecisionsFound.class),
            new Entry("H9", HistoryProtocol.StoredDecision.class),
            new Entry("H10", HistoryProtocol.ReadTick.class),
            new Entry("H11", HistoryProtocol.FindDecision.class),
            new Entry("C1", ControlProtocol.Put.class),
            new Entry("C2", ControlProtocol.Delete.class),
            new Entry("C3", ControlProtocol.Get.class),
            new Entry("C4", ControlProtocol.Found.class),
            new Entry("C5", ControlProtocol.NotFound.class),
            new Entry("C6", ControlProtocol.Conflict.class),
            new Entry("C7", ControlProtocol.NotDurable.class),
            new Entry("C8", ControlProtocol.Entry.class),
            new Entry("D1", DecisionRecord.class));

    private Registry() {}
}
