package io.flyball.process;

import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.Ack;
import io.flyball.protocol.message.LinkMessage.CommandResult;
import io.flyball.protocol.message.LinkMessage.Hello;
import io.flyball.protocol.message.LinkMessage.NodeDown;
import io.flyball.protocol.message.LinkMessage.NodeUp;
import io.flyball.protocol.message.LinkMessage.Report;
import io.flyball.protocol.message.LinkMessage.Welcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that was said on the links of one agent, over all its lives and all members. */
final class Transcript {
    /** The numbering of a node's reports: it begins anew with each life of the agent. */
    private record Stream(String boot, String node) {}

    /** A node that was reported gone. */
    record Gone(String node, String reason) {}

    private final Map<Stream, TreeMap<Long, Long>> ticks = new HashMap<>();
    private final Map<Stream, Long> acknowledged = new HashMap<>();
    private final List<Gone> gone = new ArrayList<>();
    private final List<CommandResult> results = new ArrayList<>();
    private final List<String> boots = new ArrayList<>();

    /** One link. */
    final class Link {
        private final Map<Integer, Stream> slots = new HashMap<>();
        private String boot = "";
        private boolean open;

        boolean isOpen() {
            synchronized (Transcript.this) {
                return open;
            }
        }

        void said(LinkMessage message) {
            synchronized (Transcript.this) {
                hear(message);
            }
        }

        private void hear(LinkMessage message) {
            if (message instanceof Hello hello) {
                boot = hello.bootId();
                if (!boots.contains(boot)) {
                    boots.add(boot);
                }
            } else if (message instanceof Welcome) {
                open = true;
            } else if (message instanceof NodeUp up) {
                slots.put(up.slot(), new Stream(boot, up.node().value()));
            } else if (message instanceof NodeDown down) {
                gone.add(new Gone(slots.get(down.slot()).node(), down.reason()));
            } else if (message instanceof Report report) {
                ticks.computeIfAbsent(slots.get(report.slot()), any -> new TreeMap<>())
                        .put(report.seq(), report.tickMillis());
            } else if (message instanceof Ack ack) {
                acknowledged.merge(slots.get(ack.slot()), ack.seq(), Math::max);
            } else if (message instanceof CommandResult result) {
                results.add(result);
            }
        }
    }

    Link link() {
        return new Link();
    }

    /** Lives of the agent so far. */
    synchronized int lives() {
        return boots.size();
    }

    synchronized List<Gone> gone() {
        return List.copyOf(gone);
    }

    synchronized List<CommandResult> results() {
        return List.copyOf(results);
    }

    /** Ticks of the node that a member acknowledged, oldest first. */
    synchronized NavigableSet<Long> acknowledged(String node) {
        NavigableSet<Long> found = new TreeSet<>();
        ticks.forEach((stream, reports) -> {
            if (stream.node().equals(node)) {
                found.addAll(reports.headMap(acknowledged.getOrDefault(stream, 0L), true)
                        .values());
            }
        });
        return found;
    }

    /** Numbers of reports that should have come and did not, up to the last acknowledged one, over all nodes. */
    synchronized List<String> missing() {
        List<String> missing = new ArrayList<>();
        acknowledged.forEach((stream, last) -> {
            for (long seq = 1; seq <= last; seq++) {
                if (!ticks.get(stream).containsKey(seq)) {
                    missing.add(stream.node() + " #" + seq);
                }
            }
        });
        return missing;
    }
}
