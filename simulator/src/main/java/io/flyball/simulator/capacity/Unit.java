package io.flyball.simulator.capacity;

/** What a number counts, as it is written in answers. */
public enum Unit {
    RATE("1/s"),
    SECONDS("s"),
    BYTES("B"),
    SHARE("ratio"),
    COUNT("count"),
    TIMES("x"),
    MONEY("per hour");

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }
}
