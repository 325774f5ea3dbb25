package io.flyball.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.model.NodeId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The agent's link against a model of a member, over links that break with everything on the way. Acks are late, out of
 * order and repeated. A failure names its seed; {@code -Dflyball.seed=N} replays one.
 */
class LinkReplayTest {
    private static final int NODES = 4;

    static LongStream seeds() {
        Long one = Long.getLong("flyball.seed");
        return one == null ? LongStream.range(0, 200) : LongStream.of(one);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void deliversEveryReportInOrderAndNoneAfterItsAck(long seed) {
        Run run = new Run(seed, 10_000);
        run.play(1_500);
        run.settle();
        assertThat(run.state.dropped()).isZero();
        run.measured.forEach((node, reports) ->
                assertThat(run.stored.get(node)).as("reports of %s", node).containsExactlyElementsOf(reports.keySet()));
        assertThat(run.state.buffered()).isZero();
        assertThat(run.state.bufferedBytes()).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void losesOnlyTheOldestAndCountsThemWhenTheBufferIsFull(long seed) {
        Run run = new Run(seed, 5);
        run.play(1_500);
        run.settle();
        long lost = 0;
        for (var reports : run.measured.entrySet()) {
            var missing = new TreeSet<>(reports.getValue().keySet());
            missing.removeAll(run.stored.get(reports.getKey()));
            lost += missing.size();
        }
        assertThat(lost).isLessThanOrEqualTo(run.state.dropped()); // some were stored, only their acks were lost
    }

    /** One agent, one member at a time, and the wires between them. */
    private static final class Run {
        private final SplittableRandom random;
        private final int perNode;
        private final LinkState state;
        private final Deque<LinkMessage> toMember = new ArrayDeque<>();
        private final List<LinkMessage> toAgent = new ArrayList<>();
        private final Map<NodeId, TreeMap<Long, Map<String, Double>>> measured = new HashMap<>();
        private final Map<NodeId, TreeSet<Long>> stored = new HashMap<>();
        private final Map<NodeId, Long> acknowledged = new HashMap<>();
        private final Map<Integer, LinkMessage.NodeUp> slots = new HashMap<>();
        private final Map<Integer, NodeId> everySlot = new HashMap<>();
        private final Map<Integer, Long> lastInSlot = new HashMap<>();
        private boolean connected;
        private boolean greeted;
        private long now;

        Run(long seed, int perNode) {
            this.random = new SplittableRandom(seed);
            this.perNode = perNode;
            this.state = new LinkState(LinkStateTest.settings(16, perNode), "boot", 0);
            for (int i = 0; i < NODES; i++) {
                NodeId node = new NodeId("n-" + i);
                measured.put(node, new TreeMap<>());
                stored.put(node, new TreeSet<>());
                acknowledged.put(node, 0L);
                state.appeared(LinkStateTest.description(node));
            }
            obey(state.start(now));
        }

        void play(int steps) {
            for (int i = 0; i < steps; i++) {
                now += random.nextInt(400);
                step(random.nextInt(100));
                assertThat(state.inFlight()).isLessThanOrEqualTo(16);
                assertThat(state.buffered()).isLessThanOrEqualTo(NODES * perNode);
            }
        }

        private void step(int dice) {
            NodeId node = new NodeId("n-" + random.nextInt(NODES));
            if (dice < 35) {
                measure(node);
            } else if (dice < 60) {
                send();
            } else if (dice < 75) {
                memberReads();
            } else if (dice < 90) {
                agentReads();
            } else if (dice < 93) {
                breakLink();
            } else if (dice < 95) {
                state.disappeared(now, node, "exited");
            } else {
                obey(state.tick(now, random.nextDouble()));
            }
        }

        /** Everything works from here on; every node is there at the end. */
        void settle() {
            measured.keySet().forEach(node -> state.appeared(LinkStateTest.description(node)));
            for (int i = 0; i < 20_000 && (!connected || state.buffered() > 0); i++) {
                now += 100;
                obey(state.tick(now, 0));
                send();
                memberReads();
                agentReads();
            }
        }

        private void measure(NodeId node) {
            state.appeared(LinkStateTest.description(node));
            TreeMap<Long, Map<String, Double>> reports = measured.get(node);
            Map<String, Double> values = new HashMap<>();
            for (int i = 0; i < random.nextInt(4); i++) {
                values.put("m" + random.nextInt(12), random.nextDouble());
            }
            reports.put(reports.size() + 1L, values);
            state.measured(node, LinkStateTest.sample(now, values));
        }

        private void send() {
            if (connected) {
                state.next(now).ifPresent(toMember::add);
            }
        }

        private void breakLink() {
            if (connected) {
                connected = false;
                obey(state.lost(now, "broken", random.nextDouble()));
            }
        }

        private void obey(List<LinkState.Effect> effects) {
            for (LinkState.Effect effect : effects) {
                if (effect instanceof LinkState.Connect) {
                    toMember.clear();
                    toAgent.clear();
                    slots.clear();
                    everySlot.clear();
                    lastInSlot.clear();
                    greeted = false;
                    connected = true;
                    state.connected(now);
                } else if (effect instanceof LinkState.Disconnect) {
                    connected = false;
                } else if (effect instanceof LinkState.Ping) {
                    state.heard(now);
                }
            }
        }

        private void memberReads() {
            LinkMessage message = toMember.pollFirst();
            if (message == null || !connected) {
                return;
            }
            if (message instanceof LinkMessage.Hello) {
                greeted = true;
                toAgent.add(new LinkMessage.Welcome(1, "m"));
                return;
            }
            assertThat(greeted).as("Hello first").isTrue();
            if (message instanceof LinkMessage.NodeUp up) {
                slots.put(up.slot(), up);
                everySlot.put(up.slot(), up.node());
            } else if (message instanceof LinkMessage.NodeDown down) {
                assertThat(slots.remove(down.slot())).as("slot of %s", down).isNotNull();
            } else if (message instanceof LinkMessage.Report report) {
                store(report);
            }
        }

        private void store(LinkMessage.Report report) {
            LinkMessage.NodeUp up = slots.get(report.slot());
            assertThat(up).as("NodeUp before report in slot %d", report.slot()).isNotNull();
            NodeId node = up.node();
            assertThat(report.seq()).as("sent again after its ack was read").isGreaterThan(acknowledgedAtSend(node));
            assertThat(values(report, up.metrics()))
                    .isEqualTo(measured.get(node).get(report.seq()));
            long before = lastInSlot.getOrDefault(report.slot(), 0L);
            assertThat(report.seq()).as("order in slot").isGreaterThan(before);
            if (perNode > 1_000 && before > 0) {
                assertThat(report.seq()).as("no gap").isEqualTo(before + 1);
            }
            lastInSlot.put(report.slot(), report.seq());
            stored.get(node).add(report.seq());
            for (int i = random.nextInt(3); i > 0; i--) {
                long some = report.seq() - random.nextInt((int) Math.min(3, report.seq()));
                toAgent.add(random.nextInt(toAgent.size() + 1), new LinkMessage.Ack(report.slot(), some));
            }
            toAgent.add(new LinkMessage.Ack(report.slot(), report.seq()));
        }

        /** Acks that the agent read on an earlier link: what is on the way on this one was sent before newer acks. */
        private long acknowledgedAtSend(NodeId node) {
            return acknowledgedBefore.getOrDefault(node, 0L);
        }

        private final Map<NodeId, Long> acknowledgedBefore = new HashMap<>();

        private Map<String, Double> values(LinkMessage.Report report, List<String> dictionary) {
            Map<String, Double> values = new HashMap<>();
            for (int i = 0; i < report.ids().length; i++) {
                values.put(dictionary.get(report.ids()[i]), report.values()[i]);
            }
            return values;
        }

        private void agentReads() {
            if (toAgent.isEmpty() || !connected) {
                return;
            }
            LinkMessage message = toAgent.remove(0);
            obey(state.received(now, message, 0, random.nextDouble()));
            if (message instanceof LinkMessage.Ack ack) {
                acknowledged.merge(everySlot.get(ack.slot()), ack.seq(), Math::max);
            }
            if (message instanceof LinkMessage.Welcome) {
                acknowledgedBefore.putAll(acknowledged);
            }
        }
    }
}
