package io.flyball.agent.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flyball.agent.instances.Instance.Phase;
import io.flyball.agent.instances.InstancesState.Effect;
import io.flyball.protocol.message.LinkMessage.SetInstances;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Step;
import io.flyball.protocol.model.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InstancesStateTest {
    private static final ServiceName SHOP = new ServiceName("shop");
    private static final Token TOKEN = new Token(1, "m1");

    private final List<Effect> effects = new ArrayList<>();
    private InstancesState state = InstancesState.fresh(template());

    private static InstanceTemplate template() {
        return new InstanceTemplate(
                SHOP,
                InstanceTemplate.USUAL_NAME,
                List.of("run"),
                Map.of(),
                Optional.empty(),
                new InstanceTemplate.PortRange(9001, 9010),
                Optional.of("http://127.0.0.1:{port}/"),
                new InstanceTemplate.Times(
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(10),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(4)),
                2,
                5);
    }

    static LongStream seeds() {
        Long one = Long.getLong("flyball.seed");
        return one == null ? LongStream.range(0, 200) : LongStream.of(one);
    }

    private void run(Step<InstancesState, Effect> step) {
        state = step.next();
        effects.clear();
        effects.addAll(step.effects());
    }

    private void count(Token token, long revision, int count) {
        run(state.setCount(new SetInstances(SHOP, token, revision, count, 1_000)));
    }

    private CommandOutcome refusal() {
        return ((InstancesState.Refuse) effects.get(0)).refused().outcome();
    }

    private void started(long now, int index) {
        run(state.spawned(now, index, 100 + index, "b" + index));
        run(state.answeredReady(now, index, 100 + index));
    }

    private void twoReady() {
        run(state.tick(0, port -> true));
        assertThat(effects).containsExactly(new InstancesState.Spawn(1, 9001), new InstancesState.Spawn(2, 9002));
        started(0, 1);
        started(0, 2);
    }

    @Test
    void fencesCounts() {
        count(new Token(5, "b"), 3, 4);
        assertThat(state.target()).isEqualTo(4);
        count(new Token(5, "a"), 9, 0);
        assertThat(refusal()).isEqualTo(CommandOutcome.REFUSED_TOKEN);
        count(new Token(5, "b"), 3, 1);
        assertThat(effects).containsExactly(new InstancesState.Repeat());
        count(new Token(6, "c"), 1, 6);
        assertThat(refusal()).isEqualTo(CommandOutcome.REFUSED_BOUNDS);
        count(new Token(5, "b"), 4, 1);
        assertThat(refusal()).as("the refused command's token counts").isEqualTo(CommandOutcome.REFUSED_TOKEN);
        assertThat(state.target()).isEqualTo(4);
    }

    @Test
    void drainsTheHighestIndexThenStopsThenKills() {
        twoReady();
        count(TOKEN, 1, 1);
        run(state.tick(1_000, port -> true));
        assertThat(state.instances().get(2).phase()).isEqualTo(Phase.DRAINING);
        assertThat(state.endpoints()).containsOnlyKeys("shop-1");
        run(state.tick(3_999, port -> true));
        assertThat(effects).isEmpty();
        run(state.tick(4_000, port -> true));
        assertThat(effects).containsExactly(new InstancesState.Terminate(102, "b2"));
        run(state.tick(14_000, port -> true));
        assertThat(effects).contains(new InstancesState.Kill(102, "b2"));
        run(state.exited(14_001, 2, 102, "exit status 137"));
        assertThat(state.instances()).containsOnlyKeys(1);
    }

    @Test
    void takesADrainingInstanceBackWhenItIsWantedAgain() {
        twoReady();
        count(TOKEN, 1, 1);
        run(state.tick(1_000, port -> true));
        count(TOKEN, 2, 2);
        run(state.tick(2_000, port -> true));
        assertThat(effects).noneMatch(InstancesState.Spawn.class::isInstance);
        assertThat(state.endpoints()).containsOnlyKeys("shop-1", "shop-2");
        run(state.tick(60_000, port -> true));
        assertThat(state.instances().get(2).phase()).isEqualTo(Phase.READY);
    }

    @Test
    void pausesLongerAfterEachCrashInARow() {
        twoReady();
        run(state.exited(60_000, 1, 101, "exit status 1"));
        assertThat(state.target()).isEqualTo(2);
        run(state.tick(60_499, port -> true));
        assertThat(effects).isEmpty();
        run(state.tick(60_500, port -> true));
        assertThat(effects).containsExactly(new InstancesState.Spawn(1, 9001));
        run(state.spawnFailed(60_500, 1, "no such file"));
        run(state.tick(61_499, port -> true));
        assertThat(effects).isEmpty();
        run(state.tick(61_500, port -> port != 9001));
        assertThat(effects).as("its port was taken").containsExactly(new InstancesState.Spawn(1, 9003));
    }

    @Test
    void startsAnInstanceAnewThatIsNotReadyInTime() {
        run(state.tick(0, port -> true));
        run(state.spawned(0, 1, 101, "b1"));
        run(state.tick(59_999, port -> true));
        assertThat(effects).containsExactly(new InstancesState.Probe(1, 9001, 101));
        run(state.tick(60_000, port -> true));
        assertThat(effects).containsExactly(new InstancesState.Terminate(101, "b1"));
        run(state.exited(60_100, 1, 101, "exit status 143"));
        assertThat(state.instances().get(1).detail()).isEqualTo("not ready within 60000 ms, exit status 143");
        run(state.tick(60_600, port -> true));
        assertThat(effects).containsExactly(new InstancesState.Spawn(1, 9001));
    }

    @Test
    void writesAndReadsWhatItMustNotForget() {
        var saved = new SavedInstances(
                new Token(7, "m1@a b\n="), 4, 2, List.of(new Instance.SavedInstance(1, 9001, 101, "5@boot", true)));
        assertThat(SavedInstances.decode(saved.encode())).isEqualTo(saved);
        for (int length = 0; length < saved.encode().length() - 1; length++) {
            String torn = saved.encode().substring(0, length);
            assertThatThrownBy(() -> SavedInstances.decode(torn)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Whatever happens: names and ports are unique, never more than the limit stay, and calm brings the count. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void convergesToTheWantedCountAfterAnyHistory(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long now = 0;
        long revision = 0;
        Set<Integer> launched = new HashSet<>();
        for (int i = 0; i < 400; i++) {
            now += random.nextInt(2_000);
            int index = 1 + random.nextInt(6);
            Instance instance = state.instances().get(index);
            long pid = instance == null ? 0 : instance.pid();
            switch (random.nextInt(6)) {
                case 0 -> count(TOKEN, ++revision, random.nextInt(-1, 7));
                case 1 -> run(state.exited(now, index, pid, "crash"));
                case 2 -> run(state.answeredReady(now, index, pid));
                case 3 -> {
                    if (launched.remove(index)) {
                        run(
                                random.nextInt(4) == 0
                                        ? state.spawnFailed(now, index, "no")
                                        : state.spawned(now, index, 1_000 + i, "b"));
                    }
                }
                default -> run(state.tick(now, port -> random.nextInt(5) > 0));
            }
            effects.stream()
                    .filter(InstancesState.Spawn.class::isInstance)
                    .forEach(spawn -> launched.add(((InstancesState.Spawn) spawn).index()));
            assertThat(state.instances().values().stream()
                            .filter(each -> each.pid() > 0 || each.phase() == Phase.LAUNCHING))
                    .extracting(Instance::port)
                    .doesNotHaveDuplicates();
            assertThat(state.instances().values().stream().filter(each -> !each.victim()))
                    .hasSizeLessThanOrEqualTo(5);
        }
        for (int i = 0; i < 60; i++) {
            now += 1_000;
            run(state.tick(now, port -> true));
            for (Instance each : List.copyOf(state.instances().values())) {
                if (each.phase() == Phase.LAUNCHING) {
                    run(state.spawned(now, each.index(), 5_000 + i, "b"));
                } else if (each.phase() == Phase.STARTING) {
                    run(state.answeredReady(now, each.index(), each.pid()));
                } else if (each.phase() == Phase.STOPPING || each.phase() == Phase.KILLING) {
                    run(state.exited(now, each.index(), each.pid(), "exit status 143"));
                }
            }
        }
        assertThat(state.instances()).hasSize(state.target());
        assertThat(state.endpoints()).hasSize(state.target());
    }
}
