package io.flyball.server.metrics;

import io.flyball.planner.port.ReportLog;
import io.flyball.protocol.message.HistoryProtocol.Row;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** Counts and times the way of reports to disk; the sessions count their arrival. */
public final class MeteredReportLog implements ReportLog {
    private final ReportLog log;
    private final FlyballMeters meters;
    private final LongSupplier nanoTime;

    /** @param nanoTime {@code System::nanoTime} */
    public MeteredReportLog(ReportLog log, FlyballMeters meters, LongSupplier nanoTime) {
        this.log = log;
        this.meters = meters;
        this.nanoTime = nanoTime;
    }

    @Override
    public CompletionStage<Void> append(List<Row> rows) {
        long begun = nanoTime.getAsLong();
        return log.append(rows).whenComplete((stored, failure) -> {
            var took = Duration.ofNanos(nanoTime.getAsLong() - begun);
            meters.historyAppend(rows.size(), failure == null, took);
        });
    }
}
