package io.flyball.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.model.Step;
import io.flyball.server.history.CopyState.Ask;
import io.flyball.server.history.CopyState.Copies;
import io.flyball.server.history.CopyState.Effect;
import io.flyball.server.history.CopyState.Fail;
import io.flyball.server.history.CopyState.Succeed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CopyStateTest {
    private static final Copies TWO = new Copies(2, 2);

    @Test
    void asksTheOwnersAndSucceedsAtTheRequiredNumber() {
        Step<CopyState, Effect> start = CopyState.start(TWO, List.of("a", "b", "c"));
        assertThat(start.effects()).containsExactly(new Ask("a"), new Ask("b"));
        Step<CopyState, Effect> one = start.next().onStored("a");
        assertThat(one.effects()).isEmpty();
        assertThat(one.next().onStored("b").effects()).containsExactly(new Succeed());
    }

    @Test
    void aStandInTakesThePlaceOfOneThatFails() {
        CopyState start = CopyState.start(TWO, List.of("a", "b", "c")).next();
        Step<CopyState, Effect> failed = start.onStored("a").next().onFailed("b", "busy");
        assertThat(failed.effects()).containsExactly(new Ask("c"));
        assertThat(failed.next().onStored("c").effects()).containsExactly(new Succeed());
    }

    @Test
    void aSlowStoreGetsAStandInAndStillCounts() {
        CopyState start = CopyState.start(TWO, List.of("a", "b", "c", "d")).next();
        Step<CopyState, Effect> slow = start.onStored("a").next().onSlow("b");
        assertThat(slow.effects()).containsExactly(new Ask("c"));
        assertThat(slow.next().onSlow("b").effects()).isEmpty();
        assertThat(slow.next().onStored("b").effects()).containsExactly(new Succeed());
        assertThat(slow.next().onFailed("b", "busy").effects()).isEmpty();
        assertThat(slow.next().onFailed("c", "busy").effects()).containsExactly(new Ask("d"));
    }

    @Test
    void aSlowStoreWithoutStandInsIsWaitedForUntilTheDeadline() {
        CopyState start = CopyState.start(TWO, List.of("a", "b")).next();
        Step<CopyState, Effect> slow = start.onStored("a").next().onSlow("b");
        assertThat(slow.effects()).isEmpty();
        assertThat(slow.next().onStored("b").effects()).containsExactly(new Succeed());
        assertThat(slow.next().onDeadline().effects())
                .containsExactly(new Fail("copies = 1: must be at least 2 (b: no answer)"));
    }

    @Test
    void failsWithWhatTheStoresSaidWhenNobodyIsLeft() {
        Step<CopyState, Effect> failed =
                CopyState.start(TWO, List.of("a", "b")).next().onFailed("b", "no room");
        assertThat(failed.effects()).containsExactly(new Fail("copies = 1: must be at least 2 (b: no room)"));
        assertThat(failed.next().onStored("a").effects()).isEmpty();
    }

    @Test
    void failsAtOnceAndAsksNobodyWithTooFewStores() {
        assertThat(CopyState.start(TWO, List.of("a")).effects())
                .containsExactly(new Fail("copies = 0: must be at least 2"));
        assertThat(CopyState.start(TWO, List.of()).effects())
                .containsExactly(new Fail("copies = 0: must be at least 2"));
    }

    @Test
    void goesOnToTheWantedNumberAfterItSucceeded() {
        CopyState start =
                CopyState.start(new Copies(3, 2), List.of("a", "b", "c", "d")).next();
        Step<CopyState, Effect> third =
                start.onStored("a").next().onStored("b").next().onFailed("c", "down");
        assertThat(third.effects()).containsExactly(new Ask("d"));
        assertThat(third.next().onStored("d").effects()).isEmpty();
        assertThat(third.next().onDeadline().effects()).isEmpty();
    }

    /** Says once what came of it, success only with enough copies, and asks no store twice. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.server.history.Rows#seeds")
    void tellsTheTruthOnce(long seed) {
        var random = new SplittableRandom(seed);
        List<String> stores =
                IntStream.range(0, random.nextInt(6)).mapToObj(i -> "s" + i).toList();
        int required = random.nextInt(1, 3);
        Step<CopyState, Effect> step = CopyState.start(new Copies(random.nextInt(1, 4), required), stores);
        List<String> waiting = new ArrayList<>();
        Set<String> asked = new HashSet<>();
        List<Effect> told = new ArrayList<>();
        int stored = 0;
        while (true) {
            for (Effect effect : step.effects()) {
                if (effect instanceof Ask ask) {
                    waiting.add(ask.store());
                    assertThat(asked.add(ask.store())).isTrue();
                } else {
                    told.add(effect);
                    assertThat(effect instanceof Succeed).isEqualTo(stored >= required);
                }
            }
            if (waiting.isEmpty()) {
                break;
            }
            String store = waiting.get(random.nextInt(waiting.size()));
            switch (random.nextInt(3)) {
                case 0 -> step = step.next().onSlow(store);
                case 1 -> {
                    stored++;
                    waiting.remove(store);
                    step = step.next().onStored(store);
                }
                default -> {
                    waiting.remove(store);
                    step = step.next().onFailed(store, "down");
                }
            }
        }
        assertThat(told).hasSize(1);
        assertThat(stored >= required || asked.size() == stores.size() || stores.size() < required)
                .as("%d of %d, asked %s of %s", stored, required, asked, stores)
                .isTrue();
    }
}
