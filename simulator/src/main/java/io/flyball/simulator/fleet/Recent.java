package io.flyball.simulator.fleet;

import java.util.LinkedHashSet;
import java.util.Set;

/** The last {@value #MOST} different things that came by: tells a second arrival from a first one. */
final class Recent<T> {
    private static final int MOST = 64;

    private final Set<T> known = new LinkedHashSet<>();

    /** False when it is among the last ones already. */
    boolean add(T one) {
        if (!known.add(one)) {
            return false;
        }
        if (known.size() > MOST) {
            known.remove(known.iterator().next());
        }
        return true;
    }
}
