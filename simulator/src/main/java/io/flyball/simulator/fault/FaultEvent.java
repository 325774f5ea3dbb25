package io.flyball.simulator.fault;

import io.flyball.simulator.engine.Dice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A fault begins or ends. What begins has an end with the same {@code id}, unless that lies behind the end of the run.
 *
 * @param at milliseconds since the start of the run
 * @param id of the occurrence, unique within a plan
 * @param dice of this occurrence alone
 */
public record FaultEvent(long at, boolean begins, int id, Fault fault, Hit hit, Dice dice) {
    /**
     * Whom it hits of those that exist. Each name has a rank of its own: who comes and goes does not move the others.
     *
     * @param names of instances
     * @return those hit, in the order of {@code names}
     */
    public <T> List<T> victims(List<T> names) {
        int many = hit.of(names.size());
        if (many == names.size()) {
            return names;
        }
        List<Ranked> ranked = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            ranked.add(new Ranked(i, dice.bits(Dice.hash(names.get(i).toString()))));
        }
        ranked.sort(Comparator.comparingLong(Ranked::rank).thenComparingInt(Ranked::index));
        return ranked.subList(0, many).stream()
                .map(Ranked::index)
                .sorted()
                .map(names::get)
                .toList();
    }

    private record Ranked(int index, long rank) {}
}
