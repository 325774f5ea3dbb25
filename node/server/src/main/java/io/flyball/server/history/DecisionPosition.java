package io.flyball.server.history;

import io.flyball.protocol.message.HistoryProtocol.StoredDecision;
import java.util.Comparator;
import java.util.Optional;

/**
 * Where a decision stands among all decisions, newest first: by time, then by the number that ends its id (one tick
 * decides several things at once), then by id. {@link #toString} is the form that travels between members, e.g.
 * {@code 1795000000000:shop-3-17}.
 */
record DecisionPosition(long atMillis, String id) implements Comparable<DecisionPosition> {
    private static final Comparator<DecisionPosition> NEWEST_FIRST = Comparator.comparingLong(
                    DecisionPosition::atMillis)
            .thenComparingLong(DecisionPosition::number)
            .reversed()
            .thenComparing(DecisionPosition::id);

    static DecisionPosition of(StoredDecision decision) {
        return new DecisionPosition(DecisionJson.at(decision.json()).toEpochMilli(), decision.id());
    }

    /** Empty when the text is a plain id. */
    static Optional<DecisionPosition> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || !text.substring(0, colon).matches("-?[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new DecisionPosition(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1)));
    }

    /** The digits after the last '-' of the id; 0 when there are none. */
    long number() {
        String tail = id.substring(id.lastIndexOf('-') + 1);
        return tail.matches("[0-9]{1,18}") ? Long.parseLong(tail) : 0;
    }

    @Override
    public int compareTo(DecisionPosition other) {
        return NEWEST_FIRST.compare(this, other);
    }

    @Override
    public String toString() {
        return atMillis + ":" + id;
    }
}
