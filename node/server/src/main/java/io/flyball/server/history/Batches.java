package io.flyball.server.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Cuts a list into parts that fit one message between members. */
final class Batches {
    private Batches() {}

    static <T> List<List<T>> split(List<T> items, ToIntFunction<T> size) {
        List<List<T>> parts = new ArrayList<>();
        List<T> part = new ArrayList<>();
        int bytes = 0;
        for (T item : items) {
            int next = size.applyAsInt(item);
            if (!part.isEmpty() && (part.size() == RowSize.MOST_ROWS || bytes + next > RowSize.MOST_BYTES)) {
                parts.add(part);
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(item);
            bytes += next;
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }
}
