package io.flyball.simulator.fault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/** Orders of a count on their way to the fleet: they may come late, or twice. */
final class FaultyOrders {
    private final Map<Integer, FaultEvent> active = new LinkedHashMap<>();
    private final List<Order> underway = new ArrayList<>();
    private long number;

    /** @param again whether it is the second arrival */
    private record Order(long due, long number, int count, boolean again) {}

    void take(FaultEvent event) {
        Fault fault = event.fault();
        if (!event.begins()) {
            active.remove(event.id());
        } else if (fault instanceof Fault.DelayedCommands || fault instanceof Fault.DuplicatedCommands) {
            active.put(event.id(), event);
        }
    }

    void order(long now, int count) {
        number++;
        long due = now;
        for (FaultEvent event : active.values()) {
            due += event.fault() instanceof Fault.DelayedCommands late
                    ? late.by().toMillis()
                    : 0;
        }
        underway.add(new Order(due, number, count, false));
        for (FaultEvent event : active.values()) {
            if (event.fault() instanceof Fault.DuplicatedCommands twice
                    && event.dice().share(number) < twice.probability()) {
                underway.add(new Order(due + twice.after().toMillis(), number, count, true));
            }
        }
    }

    /** The newest order that has not arrived. */
    OptionalInt newest() {
        return underway.stream()
                .filter(order -> !order.again())
                .max(Comparator.comparingLong(Order::number))
                .map(order -> OptionalInt.of(order.count()))
                .orElse(OptionalInt.empty());
    }

    /** Hands over what has arrived, in the order of arrival. */
    void deliver(long now, IntConsumer fleet) {
        List<Order> due = new ArrayList<>(
                underway.stream().filter(order -> order.due() <= now).toList());
        underway.removeAll(due);
        due.sort(Comparator.comparingLong(Order::due).thenComparingLong(Order::number));
        due.forEach(order -> fleet.accept(order.count()));
    }
}
