package io.flyball.agent.act;

import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Order in which settings of one command are written: values first, actions last, since an action shows the effect of
 * the values. Of the two heap ratios the one that moves away from the other goes first: HotSpot refuses a minimum above
 * the maximum at every moment, so 40/70 to 10/20 writes the minimum first and the way back writes the maximum first.
 */
final class WriteOrder {
    private WriteOrder() {}

    /** @param current value in force of a knob */
    static List<Setting> of(List<Setting> settings, ToLongFunction<String> current) {
        boolean maxFirst = settings.stream()
                .filter(setting -> setting.knob().equals(Knobs.MAX_HEAP_FREE_RATIO))
                .anyMatch(setting -> setting.value() >= current.applyAsLong(Knobs.MAX_HEAP_FREE_RATIO));
        List<Setting> ordered = new ArrayList<>(settings);
        ordered.sort(Comparator.comparingInt(setting -> rank(setting.knob(), maxFirst)));
        return List.copyOf(ordered);
    }

    private static int rank(String knob, boolean maxFirst) {
        if (Knobs.isAction(knob)) {
            return 3;
        }
        if (knob.equals(Knobs.MAX_HEAP_FREE_RATIO)) {
            return maxFirst ? 0 : 2;
        }
        return 1;
    }
}
