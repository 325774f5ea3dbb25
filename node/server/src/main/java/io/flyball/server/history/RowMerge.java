package io.flyball.server.history;

import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.HistoryProtocol.RowsFound;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Puts the pages of several stores together: every (tick, node) once, and nothing beyond what all of them told. */
final class RowMerge {
    private RowMerge() {}

    /**
     * Rows up to a tick until which every store's page is complete.
     *
     * @param through last complete tick; {@code Long.MAX_VALUE} when no page was cut
     */
    record Merged(List<Row> rows, long through) {
        Merged {
            rows = List.copyOf(rows);
        }

        boolean truncated() {
            return through != Long.MAX_VALUE;
        }
    }

    /** Pages end at whole ticks. */
    static Merged merge(Collection<RowsFound> pages) {
        long through = Long.MAX_VALUE;
        for (RowsFound page : pages) {
            if (page.truncated()) {
                through = Math.min(through, lastTick(page.rows()));
            }
        }
        TreeMap<Key, Row> merged = new TreeMap<>();
        for (RowsFound page : pages) {
            for (Row row : page.rows()) {
                Key key = Key.of(row);
                if (key.tick() <= through) {
                    merged.putIfAbsent(key, row);
                }
            }
        }
        return new Merged(new ArrayList<>(merged.values()), through);
    }

    /** The first {@code limit} rows and the rest of the tick of the last of them. */
    static List<Row> firstTicks(List<Row> rows, int limit) {
        if (rows.size() <= limit) {
            return rows;
        }
        int end = limit;
        while (end < rows.size() && tick(rows.get(end)) == tick(rows.get(limit - 1))) {
            end++;
        }
        return rows.subList(0, end);
    }

    static long lastTick(List<Row> rows) {
        return tick(rows.get(rows.size() - 1));
    }

    static long tick(Row row) {
        return row.sample().at().toEpochMilli();
    }

    /** What makes a row one row. */
    private record Key(long tick, String node) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparingLong(Key::tick).thenComparing(Key::node);

        static Key of(Row row) {
            return new Key(RowMerge.tick(row), row.node().value());
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }
}
