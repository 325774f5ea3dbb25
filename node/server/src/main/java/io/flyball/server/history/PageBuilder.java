package io.flyball.server.history;

import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.server.history.SampleStore.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps the oldest whole ticks that fit {@code limit} rows and {@code maxBytes}, whatever the order in which rows
 * come. The first tick stays even when it alone is too much, cut by bytes only: a page is never empty while there is
 * something to read.
 */
final class PageBuilder {
    private final int limit;
    private final int maxBytes;
    /** Ticks from here on are not taken: the end of the range, then the first tick that did not fit. */
    private long end;

    private final TreeMap<Long, Slot> ticks = new TreeMap<>();
    private int rows;
    private int bytes;
    private boolean truncated;

    PageBuilder(long end, int limit, int maxBytes) {
        this.end = end;
        this.limit = limit;
        this.maxBytes = maxBytes;
    }

    boolean takes(long tick) {
        return tick < end;
    }

    /** The last row did not fit, so that further ones of the same tick need not be found. */
    boolean cut() {
        return bytes > maxBytes && rows > 1;
    }

    void add(Row row) {
        long tick = row.sample().at().toEpochMilli();
        Slot slot = ticks.computeIfAbsent(tick, unused -> new Slot());
        int size = RowSize.of(row);
        slot.rows.add(row);
        slot.bytes += size;
        rows++;
        bytes += size;
        while ((rows > limit || bytes > maxBytes) && ticks.size() > 1) {
            Map.Entry<Long, Slot> last = ticks.pollLastEntry();
            rows -= last.getValue().rows.size();
            bytes -= last.getValue().bytes;
            end = last.getKey();
            truncated = true;
        }
    }

    Page build() {
        List<Row> found = new ArrayList<>(rows);
        int used = 0;
        for (Slot slot : ticks.values()) {
            slot.rows.sort(Comparator.comparing(Row::node));
            for (Row row : slot.rows) {
                used += RowSize.of(row);
                if (used > maxBytes && !found.isEmpty()) {
                    return new Page(found, true);
                }
                found.add(row);
            }
        }
        return new Page(found, truncated);
    }

    /** The rows of one tick. */
    private static final class Slot {
        private final List<Row> rows = new ArrayList<>();
        private int bytes;
    }
}
