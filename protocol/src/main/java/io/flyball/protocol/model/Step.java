package io.flyball.protocol.model;

import java.util.List;

/** Answer of every pure state machine: the next state and what the shell must do. */
public record Step<S, E>(S next, List<E> effects) {
    public Step {
        effects = List.copyOf(effects);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the array goes no further than List.of, which copies it
    public static <S, E> Step<S, E> to(S next, E... effects) {
        return new Step<>(next, List.of(effects));
    }
}
