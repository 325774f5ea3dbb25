package io.flyball.simulator.capacity;

/** Everything that a plan may rest on, in the order in which it is told. */
public enum Fact {
    PEAK("peak load of the service", Unit.RATE),
    PEAK_SEEN("p99 of the load in the history", Unit.RATE),
    GROWTH("growth from there", Unit.TIMES),
    CAPACITY("load that keeps an instance 100 % busy", Unit.RATE),
    CPU_PER_REQUEST("processor time of a request", Unit.SECONDS),
    CORES("processors of an instance", Unit.COUNT),
    VARIABILITY("variability, (ca² + cs²) / 2", Unit.TIMES),
    LATENCY_MEAN("time of a request that waits for no processor, mean", Unit.SECONDS),
    LATENCY_P99("time of a request that waits for no processor, p99", Unit.SECONDS),
    LIVE("heap in use after a collection", Unit.BYTES),
    LIVE_PER_REQUEST("heap that a request inside keeps in use", Unit.BYTES),
    ALLOCATION("allocated per request", Unit.BYTES),
    GC_SHARE("time that collections may take", Unit.SHARE),
    GC_SPEED("live heap collected per second of pause", Unit.BYTES),
    HEAP_NOW("heap of an instance now", Unit.BYTES),
    CLASSES("classes loaded, for the memory beside the heap", Unit.COUNT),
    HOLD("connection held per request", Unit.SECONDS),
    CONNECTIONS("connections that the downstream takes", Unit.COUNT),
    DOWNSTREAM("calls that the downstream works at together", Unit.COUNT),
    POOL_NOW("connections of an instance now", Unit.COUNT),
    THREADS_NOW("request threads of an instance now", Unit.COUNT),
    MAX_INSTANCES("instances that the policy allows", Unit.COUNT),
    INSTANCES_NOW("instances now", Unit.COUNT),
    INSTANCES_MEAN("instances paid for in the history, mean", Unit.COUNT),
    SPARE("instances that may fail at the peak", Unit.COUNT),
    ZONES("zones, of which one may fail", Unit.COUNT),
    PRICE("price of an instance", Unit.MONEY);

    private final String label;
    private final Unit unit;

    Fact(String label, Unit unit) {
        this.label = label;
        this.unit = unit;
    }

    public String label() {
        return label;
    }

    public Unit unit() {
        return unit;
    }
}
