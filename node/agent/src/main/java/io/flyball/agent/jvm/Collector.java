package io.flyball.agent.jvm;

import java.util.Collection;

/** Garbage collector of a JVM, known by the names of its MBeans. */
public enum Collector {
    G1("G1"),
    SERIAL("Serial"),
    PARALLEL("Parallel"),
    ZGC("ZGC"),
    SHENANDOAH("Shenandoah"),
    OTHER("other collector");

    private final String label;

    Collector(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Works beside the application: its cycles are not pauses. */
    public boolean isConcurrent() {
        return this == ZGC || this == SHENANDOAH;
    }

    static Collector of(Collection<String> beans) {
        for (String bean : beans) {
            if (bean.startsWith("G1 ")) {
                return G1;
            } else if (bean.startsWith("ZGC")) {
                return ZGC;
            } else if (bean.startsWith("Shenandoah")) {
                return SHENANDOAH;
            } else if (bean.startsWith("PS ")) {
                return PARALLEL;
            } else if (bean.equals("Copy") || bean.equals("MarkSweepCompact")) {
                return SERIAL;
            }
        }
        return OTHER;
    }
}
