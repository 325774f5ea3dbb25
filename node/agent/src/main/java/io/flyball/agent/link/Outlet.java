package io.flyball.agent.link;

import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.InForce;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the link knows of one node: how it is announced, its dictionary of metrics and its reports. The dictionary
 * only grows, so that buffered reports stay readable over reconnects.
 */
public final class Outlet {
    static final int NO_SLOT = -1;

    /** Bounds of the dictionary: a NodeUp must fit a frame. What is beyond is not reported. */
    static final int MAX_METRICS = 2_000;

    static final int MAX_METRIC_NAME = 128;
    private static final int MAX_DICTIONARY_CHARS = 60_000;
    private static final int REFUSED = -1;

    /** What one node is, as its monitor says. */
    public record Description(
            NodeId node, ServiceName service, String jvm, List<Capability> capabilities, InForce inForce) {
        Description in(InForce newer) {
            return new Description(node, service, jvm, capabilities, newer);
        }
    }

    /** Life of a node on the link. */
    enum Phase {
        UP,
        /** Its JVM is gone; the news follows its last reports. */
        LEAVING,
        /** The member was told; reports it did not acknowledge wait for the next link. */
        DOWN
    }

    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> dictionary = new ArrayList<>();
    private final ReportBuffer reports;
    private int dictionaryChars;
    private Description description;
    private int[] lastIds = {};
    private Phase phase = Phase.UP;
    private long leavingSince;
    private String reason = "";
    private int slot = NO_SLOT;
    private boolean announced;

    Outlet(Description description, long lastSeq) {
        this.description = description;
        this.reports = new ReportBuffer(lastSeq);
    }

    void describe(Description newer) {
        description = newer;
        announced = false;
        phase = Phase.UP;
    }

    /** Kept for the next link; no reason to announce the node again on this one. */
    void inForce(InForce inForce) {
        description = description.in(inForce);
    }

    void leave(long now, String why) {
        phase = Phase.LEAVING;
        leavingSince = now;
        reason = why;
    }

    void add(Sample sample) {
        int[] found = new int[sample.values().size()];
        int count = 0;
        for (String metric : sample.values().keySet()) {
            int id = ids.containsKey(metric) ? ids.get(metric) : extendDictionary(metric);
            if (id != REFUSED) {
                found[count++] = id;
            }
        }
        found = Arrays.copyOf(found, count);
        Arrays.sort(found);
        if (!Arrays.equals(found, lastIds)) {
            lastIds = found;
        }
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = sample.values().get(dictionary.get(lastIds[i]));
        }
        reports.add(sample.at().toEpochMilli(), lastIds, values);
    }

    private int extendDictionary(String metric) {
        boolean fits = dictionary.size() < MAX_METRICS && dictionaryChars + metric.length() <= MAX_DICTIONARY_CHARS;
        if (!fits || metric.isEmpty() || metric.length() > MAX_METRIC_NAME) {
            return REFUSED;
        }
        ids.put(metric, dictionary.size());
        dictionary.add(metric);
        dictionaryChars += metric.length();
        announced = false;
        return dictionary.size() - 1;
    }

    LinkMessage.NodeUp announce(int newSlot) {
        slot = newSlot;
        announced = true;
        return new LinkMessage.NodeUp(
                slot,
                description.node(),
                description.service(),
                description.jvm(),
                description.capabilities(),
                description.inForce(),
                dictionary);
    }

    /** Says that the node is gone. Its slot still names it, for late acknowledgements. */
    LinkMessage.NodeDown retire() {
        phase = Phase.DOWN;
        announced = true;
        return new LinkMessage.NodeDown(slot, reason);
    }

    /** The link is gone, or the slot: announce again, send again. */
    void reset() {
        slot = NO_SLOT;
        announced = false;
        reports.rewind();
        if (phase == Phase.DOWN) {
            phase = Phase.LEAVING;
        }
    }

    /** True when the last reports of a node that left are out, or were waited for long enough. */
    boolean mayRetire(long now, long holdMillis) {
        return phase == Phase.LEAVING
                && announced
                && (reports.size() == 0 || now - leavingSince >= holdMillis && !reports.hasWaiting());
    }

    boolean mustAnnounce() {
        return !announced;
    }

    boolean maySend() {
        return phase != Phase.DOWN && announced && reports.hasWaiting();
    }

    int inFlight() {
        return phase == Phase.DOWN ? 0 : reports.inFlight();
    }

    Phase phase() {
        return phase;
    }

    int slot() {
        return slot;
    }

    NodeId node() {
        return description.node();
    }

    ReportBuffer reports() {
        return reports;
    }
}
