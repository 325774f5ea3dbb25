package io.flyball.agent.link;

import io.flyball.protocol.message.LinkMessage;

/** One report without its slot, which changes with the link. */
record BufferedReport(long seq, long tickMillis, int[] ids, double[] values) {
    /** Estimated heap bytes: objects and values; {@code ids} is shared by most reports of a node. */
    int bytes() {
        return 80 + 8 * values.length;
    }

    LinkMessage.Report at(int slot) {
        return new LinkMessage.Report(slot, seq, tickMillis, ids, values);
    }
}
