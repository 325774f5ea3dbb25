package io.flyball.planner.session;

import io.flyball.protocol.message.LinkMessage.NodeUp;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.Sample;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A node on a link, under the small number that its reports carry.
 *
 * @param life changes when the number is given to another node, so that late acknowledgements go nowhere
 * @param up what the agent said of the node last
 */
public record Slot(long life, NodeUp up) {

    Slot with(InForce inForce) {
        var told = new NodeUp(up.slot(), up.node(), up.service(), up.jvm(), up.capabilities(), inForce, up.metrics());
        return new Slot(life, told);
    }

    /** Names the values of a report; refuses indices outside the dictionary and values that are not finite. */
    Sample sample(long tickMillis, int[] ids, double[] values) {
        List<String> dictionary = up.metrics();
        Map<String, Double> named = new HashMap<>(ids.length * 2);
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] < 0 || ids[i] >= dictionary.size()) {
                throw new IllegalArgumentException("metric index = " + ids[i] + ": must be below " + dictionary.size()
                        + ", the dictionary's size");
            }
            named.put(dictionary.get(ids[i]), values[i]);
        }
        return new Sample(Instant.ofEpochMilli(tickMillis), named);
    }
}
