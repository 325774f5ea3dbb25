package io.flyball.planner.session;

import io.flyball.planner.session.SessionEffect.Store;
import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.ServiceProtocol.NodeSample;
import io.flyball.protocol.model.ServiceName;
import java.util.List;

/**
 * Reports of one service that are stored by one append.
 *
 * @param attempts appends that failed so far
 */
record Gathering(ServiceName service, List<Store> reports, int attempts) {
    Gathering {
        reports = List.copyOf(reports);
    }

    Gathering again() {
        return new Gathering(service, reports, attempts + 1);
    }

    List<Row> rows() {
        return reports.stream().map(Store::row).toList();
    }

    List<NodeSample> samples() {
        return reports.stream()
                .map(report -> new NodeSample(report.row().node(), report.row().sample()))
                .toList();
    }
}
