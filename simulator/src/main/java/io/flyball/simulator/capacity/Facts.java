package io.flyball.simulator.capacity;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What is known, each number with where it came from. Immutable; whoever is asked first has the word. */
public final class Facts {
    public static final Facts NONE = new Facts(new EnumMap<>(Fact.class));

    private final EnumMap<Fact, Known> known;

    /** @param source e.g. {@code given} or {@code measured over 7 d} */
    public record Known(double value, String source) {}

    private Facts(EnumMap<Fact, Known> known) {
        this.known = known;
    }

    /** With one more, where it is not known yet and {@code value} is a number. */
    public Facts with(Fact fact, double value, String source) {
        if (!Double.isFinite(value) || known.containsKey(fact)) {
            return this;
        }
        EnumMap<Fact, Known> more = new EnumMap<>(known);
        more.put(fact, new Known(value, source));
        return new Facts(more);
    }

    public boolean has(Fact fact) {
        return known.containsKey(fact);
    }

    /** NaN where it is not known. */
    public double of(Fact fact) {
        Known found = known.get(fact);
        return found == null ? Double.NaN : found.value();
    }

    @Override
    public String toString() {
        return known.toString();
    }

    public Map<Fact, Known> all() {
        return Collections.unmodifiableMap(known);
    }
}
