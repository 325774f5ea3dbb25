package io.flyball.simulator.plant.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that is known about one service: a value for each {@link Trait}.
 *
 * <p>Example: {@code ServiceModel.DEFAULTS.with(Map.of("cpu", 0.002, "threads", 4.0))}.
 */
public record ServiceModel(Map<Trait, Double> values) {
    public static final ServiceModel DEFAULTS = new ServiceModel(Map.of());

    /**
     * @param values of some traits; the others have their defaults
     * @throws IllegalArgumentException with every value that is wrong, one per line
     */
    public ServiceModel {
        EnumMap<Trait, Double> complete = new EnumMap<>(Trait.class);
        List<String> wrong = new ArrayList<>();
        for (Trait trait : Trait.values()) {
            double value = values.getOrDefault(trait, trait.standard());
            trait.objection(value).ifPresent(wrong::add);
            complete.put(trait, value);
        }
        if (complete.get(Trait.HEAP_INITIAL) > complete.get(Trait.HEAP_MAX)) {
            wrong.add("heapInitial = %.0f: must be at most heapMax = %.0f"
                    .formatted(complete.get(Trait.HEAP_INITIAL), complete.get(Trait.HEAP_MAX)));
        }
        double busy = complete.get(Trait.CPU) + complete.get(Trait.WAIT) + complete.get(Trait.CALL);
        if (busy <= 0) {
            wrong.add("cpu + wait + call = 0: must be above 0, for a request takes time");
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", wrong));
        }
        values = java.util.Collections.unmodifiableMap(complete);
    }

    /** The same service but for the named traits. */
    public ServiceModel with(Map<String, Double> changes) {
        Map<Trait, Double> changed = new EnumMap<>(values);
        List<String> wrong = new ArrayList<>();
        changes.forEach((key, value) -> Trait.named(key)
                .ifPresentOrElse(
                        trait -> changed.put(trait, value),
                        () -> wrong.add("%s: must be one of %s".formatted(key, keys()))));
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join("\n", wrong.stream().sorted().toList()));
        }
        return new ServiceModel(changed);
    }

    public ServiceModel with(String key, double value) {
        return with(Map.of(key, value));
    }

    public double get(Trait trait) {
        return values.get(trait);
    }

    private static String keys() {
        return String.join(
                ", ", Arrays.stream(Trait.values()).map(Trait::key).sorted().toList());
    }
}
