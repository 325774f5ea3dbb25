package io.flyball.agent.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.agent.act.SettingsEffect.Answer;
import io.flyball.agent.act.SettingsEffect.Persist;
import io.flyball.agent.act.SettingsEffect.Write;
import io.flyball.agent.act.SettingsEffect.WriteBack;
import io.flyball.protocol.message.LinkMessage.Command;
import io.flyball.protocol.message.LinkMessage.Settle;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Step;
import io.flyball.protocol.model.Token;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random commands, settlements, failures and crashes of the agent against a JVM that is a map. */
class NodeSettingsPropertyTest {
    private static final List<String> KNOBS = List.of("tomcat.maxThreads", "hikari.maximumPoolSize", "app.orders.size");

    static LongStream seeds() {
        Long one = Long.getLong("flyball.seed");
        return one == null ? LongStream.range(0, 200) : LongStream.of(one);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void tokensNeverDecreaseNothingRunsTwiceAndEveryTrialEnds(long seed) throws Exception {
        var world = new World(new SplittableRandom(seed));
        for (int i = 0; i < 300; i++) {
            world.step();
        }
        world.calmDown();
        assertThat(world.state.needsTicks()).isFalse();
        assertThat(world.openTrials).isEmpty();
        assertThat(world.jvm)
                .as("the JVM has exactly what was validated, and its first values elsewhere")
                .isEqualTo(world.expected());
    }

    /** The shell, the disk, the JVM and several planners, all unreliable. */
    private static final class World {
        private final SplittableRandom random;
        private final Map<String, Long> jvm = new TreeMap<>();
        private final Set<String> executed = new HashSet<>();
        private final Set<String> openTrials = new HashSet<>();
        private final Map<String, Boolean> endedByConfirm = new HashMap<>();
        private NodeSettings state = NodeSettings.FRESH;
        private String disk;
        private Command running;
        private Token highest = Token.NONE;
        private long now = 1;
        private double trouble = 0.1;

        World(SplittableRandom random) {
            this.random = random;
            KNOBS.forEach(knob -> jvm.put(knob, 4L));
            disk = StateText.encode(new SavedState(new ServiceName("shop"), "1:1", state));
        }

        void step() throws Exception {
            now += random.nextInt(60);
            int dice = random.nextInt(100);
            if (dice < 50) {
                command();
            } else if (dice < 75) {
                settle();
            } else if (dice < 97) {
                run(state.tick(now));
            } else {
                restart();
            }
        }

        /** No more trouble: leases end and write-backs succeed. */
        void calmDown() {
            trouble = 0;
            for (int i = 0; i < 20; i++) {
                now += NodeSettings.RETRY_MILLIS;
                run(state.tick(now));
            }
        }

        Map<String, Long> expected() {
            Map<String, Long> values = new TreeMap<>();
            KNOBS.forEach(knob -> values.put(knob, state.inForce().getOrDefault(knob, 4L)));
            return values;
        }

        private Token token() {
            long term = Math.max(1, highest.term() + random.nextInt(-1, 2));
            return new Token(term, "m" + random.nextInt(2));
        }

        private void command() {
            Set<String> knobs = new HashSet<>();
            knobs.add(KNOBS.get(random.nextInt(KNOBS.size())));
            knobs.add(KNOBS.get(random.nextInt(KNOBS.size())));
            List<Setting> settings = knobs.stream()
                    .sorted()
                    .map(knob -> new Setting(knob, random.nextInt(1, 70)))
                    .toList();
            long revision = Math.max(1, state.last().revision() + random.nextInt(-1, 3));
            running = new Command(0, token(), revision, settings, random.nextInt(2) * random.nextInt(1, 200), 50);
            Map<String, Capability> capabilities = new HashMap<>();
            jvm.forEach(
                    (knob, value) -> capabilities.put(knob, new Capability(knob, value, 2, 64, "threads", true, "")));
            run(state.command(now, now - random.nextInt(60), running, capabilities));
        }

        private void settle() {
            Token token = state.trial()
                    .map(Trial::token)
                    .filter(own -> random.nextInt(4) > 0)
                    .orElseGet(this::token);
            long revision =
                    state.trial().map(Trial::revision).orElse(state.last().revision());
            Settle.Ending ending = Settle.Ending.values()[random.nextInt(3)];
            run(state.settle(now, new Settle(0, token, revision, ending, random.nextInt(1, 200))));
        }

        private void restart() throws Exception {
            NodeSettings saved = StateText.decode(disk).settings();
            assertThat(saved.seen().isOlderThan(highest))
                    .as("a token that was obeyed is on disk")
                    .isFalse();
            state = saved;
            run(state.recovered(now));
        }

        private boolean works() {
            return random.nextDouble() >= trouble;
        }

        private void run(Step<NodeSettings, SettingsEffect> first) {
            Step<NodeSettings, SettingsEffect> step = first;
            while (step != null) {
                assertThat(step.next().seen().isOlderThan(state.seen())).isFalse();
                state = step.next();
                step = effects(step.effects());
            }
        }

        private Step<NodeSettings, SettingsEffect> effects(List<SettingsEffect> effects) {
            for (SettingsEffect effect : effects) {
                if (effect instanceof Persist persist) {
                    if (!works()) {
                        return persist.otherwise();
                    }
                    disk = StateText.encode(new SavedState(new ServiceName("shop"), "1:1", persist.content()));
                } else if (effect instanceof Write write) {
                    return write(write);
                } else if (effect instanceof WriteBack back) {
                    return writeBack(back);
                } else if (effect instanceof Answer answer) {
                    take(answer);
                }
            }
            return null;
        }

        private Step<NodeSettings, SettingsEffect> write(Write write) {
            Order order = state.pending().orElseThrow();
            assertThat(disk).as("restore values are on disk first").contains("pending-restore");
            assertThat(order.token().isOlderThan(highest))
                    .as("obeys no older planner")
                    .isFalse();
            highest = order.token();
            assertThat(executed.add(order.token() + "#" + order.revision()))
                    .as("runs once")
                    .isTrue();
            boolean ok = works();
            for (Setting setting : write.settings()) {
                assertThat(setting.value()).isBetween(2L, 64L);
                jvm.put(setting.knob(), setting.value());
                if (!ok) {
                    break; // a bad value may stay behind
                }
            }
            return state.written(now, ok, ok ? "" : "no effect", List.of());
        }

        private Step<NodeSettings, SettingsEffect> writeBack(WriteBack back) {
            boolean ok = works();
            if (ok) {
                back.settings().forEach(setting -> jvm.put(setting.knob(), setting.value()));
            }
            return state.restored(now, ok, ok ? "" : "no answer");
        }

        private void take(Answer answer) {
            String id = answer.token() + "#" + answer.revision();
            if (answer.outcome() == CommandOutcome.APPLIED
                    && state.trial().isPresent()
                    && state.trial().get().token().equals(answer.token())
                    && state.trial().get().revision() == answer.revision()) {
                assertThat(openTrials).as("one trial per node").isEmpty();
                openTrials.add(id);
            } else if (answer.outcome() == CommandOutcome.CONFIRMED || answer.outcome() == CommandOutcome.REVERTED) {
                openTrials.remove(id);
                Boolean before = endedByConfirm.get(id);
                boolean confirmed = answer.outcome() == CommandOutcome.CONFIRMED;
                if (before != null && before) {
                    assertThat(confirmed || state.ended().revision() != answer.revision())
                            .as("a kept trial stays kept")
                            .isTrue();
                }
                endedByConfirm.put(id, confirmed);
            }
        }
    }
}
