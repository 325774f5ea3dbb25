package io.flyball.simulator.plant.service;

/** The values of a {@link ServiceModel} as every step reads them: by place. */
final class Constants {
    private final double[] values = new double[Trait.values().length];

    Constants(ServiceModel model) {
        for (Trait trait : Trait.values()) {
            values[trait.ordinal()] = model.get(trait);
        }
    }

    double get(Trait trait) {
        return values[trait.ordinal()];
    }

    int count(Trait trait) {
        return (int) values[trait.ordinal()];
    }
}
