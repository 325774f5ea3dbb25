package io.flyball.server.history;

import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.HistoryProtocol.StoredDecision;

/** About how many bytes a value takes in a message between members; never less than it really takes. */
final class RowSize {
    /** Most bytes and rows of one message: it must fit Artery's frame of 256 KiB with room to spare. */
    static final int MOST_BYTES = 192 << 10;

    static final int MOST_ROWS = 512;

    private RowSize() {}

    static int of(Row row) {
        int size = 32 + row.service().value().length() + row.node().value().length();
        for (String metric : row.sample().values().keySet()) {
            size += metric.length() + 12;
        }
        return size;
    }

    static int of(StoredDecision decision) {
        return 64 + decision.id().length() + decision.json().length;
    }
}
