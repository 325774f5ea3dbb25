package io.flyball.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.model.Step;
import io.flyball.server.history.CopyState.Ask;
import io.flyball.server.history.CopyState.Effect;
import io.flyball.server.history.CopyState.Fail;
import io.flyball.server.history.CopyState.Succeed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CopyStateTest {
    @Test
    void asksTheOwnersAndSucceedsAtTheRequiredNumber() {
        Step<CopyState, Effect> start = CopyState.start(2, 2, List.of("a", "b", "c"));
        assertThat(start.effects()).containsExactly(new Ask("a"), new Ask("b"));
        Step<CopyState, Effect> one = start.next().onStored();
        assertThat(one.effects()).isEmpty();
        assertThat(one.next().onStored().effects()).containsExactly(new Succeed());
    }

    @Test
    void aStandInTakesThePlaceOfOneThatFails() {
        Step<CopyState, Effect> failed = CopyState.start(2, 2, List.of("a", "b", "c"))
                .next()
                .onStored()
                .next()
                .onFailed("b", "busy");
        assertThat(failed.effects()).containsExactly(new Ask("c"));
        assertThat(failed.next().onStored().effects()).containsExactly(new Succeed());
    }

    @Test
    void failsWithWhatTheStoresSaidWhenNobodyIsLeft() {
        Step<CopyState, Effect> failed =
                CopyState.start(2, 2, List.of("a", "b")).next().onFailed("b", "no room");
        assertThat(failed.effects()).containsExactly(new Fail("copies = 1: must be at least 2 (b: no room)"));
        assertThat(failed.next().onStored().effects()).isEmpty();
    }

    @Test
    void failsAtOnceAndAsksNobodyWithTooFewStores() {
        assertThat(CopyState.start(2, 2, List.of("a")).effects())
                .containsExactly(new Fail("copies = 1: must be at least 2"));
        assertThat(CopyState.start(2, 2, List.of()).effects())
                .containsExactly(new Fail("copies = 0: must be at least 2"));
    }

    @Test
    void goesOnToTheWantedNumberAfterItSucceeded() {
        Step<CopyState, Effect> third = CopyState.start(3, 2, List.of("a", "b", "c", "d"))
                .next()
                .onStored()
                .next()
                .onStored()
                .next()
                .onFailed("c", "down");
        assertThat(third.effects()).containsExactly(new Ask("d"));
        assertThat(third.next().onStored().effects()).isEmpty();
    }

    /** Says once what came of it, and success only with enough copies; a failure only when nobody is left to ask. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.flyball.server.history.Rows#seeds")
    void tellsTheTruthOnce(long seed) {
        var random = new SplittableRandom(seed);
        List<String> stores =
                IntStream.range(0, random.nextInt(6)).mapToObj(i -> "s" + i).toList();
        int required = random.nextInt(1, 3);
        Step<CopyState, Effect> step = CopyState.start(random.nextInt(1, 4), required, stores);
        Deque<String> asked = new ArrayDeque<>();
        List<Effect> told = new ArrayList<>();
        int stored = 0;
        int tried = 0;
        while (true) {
            for (Effect effect : step.effects()) {
                if (effect instanceof Ask ask) {
                    asked.add(ask.store());
                    tried++;
                } else {
                    told.add(effect);
                    boolean success = effect instanceof Succeed;
                    assertThat(success).isEqualTo(stored >= required);
                }
            }
            if (asked.isEmpty()) {
                break;
            }
            String store = asked.poll();
            boolean works = random.nextBoolean();
            stored += works ? 1 : 0;
            step = works ? step.next().onStored() : step.next().onFailed(store, "down");
        }
        assertThat(told).hasSize(1);
        assertThat(stored >= required || tried == stores.size() || stores.size() < required)
                .as("%d of %d, tried %d of %s", stored, required, tried, stores)
                .isTrue();
    }
}
