package io.flyball.planner.port;

import io.flyball.protocol.message.HistoryProtocol.Row;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where sessions put what nodes measured. */
public interface ReportLog {
    /** Completes once the rows are on disk at the required number of members; fails otherwise. Repeatable. */
    CompletionStage<Void> append(List<Row> rows);
}
