package io.flyball.simulator.traffic;

import java.util.List;

/** A file that is no trace; each mistake names file, line, value and rule. */
public final class WrongTrace extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final List<String> mistakes;

    WrongTrace(List<String> mistakes) {
        super(String.join("\n  ", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<String> mistakes() {
        return mistakes;
    }
}
