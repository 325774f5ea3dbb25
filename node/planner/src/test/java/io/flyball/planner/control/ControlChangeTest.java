package io.flyball.planner.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.message.ControlProtocol.Command;
import io.flyball.protocol.message.ControlProtocol.Conflict;
import io.flyball.protocol.message.ControlProtocol.Delete;
import io.flyball.protocol.message.ControlProtocol.Entry;
import io.flyball.protocol.message.ControlProtocol.Found;
import io.flyball.protocol.message.ControlProtocol.Get;
import io.flyball.protocol.message.ControlProtocol.NotFound;
import io.flyball.protocol.message.ControlProtocol.Put;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ControlChangeTest {
    private static final String KEY = "policy/shop";

    private Optional<Entry> stored = Optional.empty();

    private ControlChange.Outcome call(Command command) {
        var outcome = ControlChange.decide(KEY, command, stored, 1_000);
        stored = outcome.write().or(() -> stored);
        return outcome;
    }

    private static Put put(String value, long expected) {
        return new Put(value, "ann", "because", expected, null);
    }

    private static Delete delete(long expected) {
        return new Delete("ann", "because", expected, null);
    }

    @Test
    void createsAtRevisionOneAndRaisesItByOne() {
        var created = new Entry(KEY, 1, false, "a", "ann", "because", 1_000);
        assertThat(call(put("a", 0)).reply()).isEqualTo(new Found(created));
        assertThat(((Found) call(put("b", 1)).reply()).entry().revision()).isEqualTo(2);
        assertThat(((Found) call(put("c", -1)).reply()).entry().revision()).isEqualTo(3);
    }

    @Test
    void refusesAChangeOfWhatTheCallerDidNotSee() {
        call(put("a", 0));
        call(put("b", 1));
        assertThat(call(put("c", 1)).reply()).isEqualTo(new Conflict(2));
        assertThat(call(put("c", 0)).reply()).isEqualTo(new Conflict(2));
        assertThat(call(delete(1)).reply()).isEqualTo(new Conflict(2));
        assertThat(stored.orElseThrow().value()).isEqualTo("b");
    }

    @Test
    void answersARepeatedCallAsTheFirstTimeAndWritesTheSameEntryAgain() {
        call(put("a", 0));
        var first = call(put("b", 1));
        var again = call(put("b", 1));
        assertThat(again.reply()).isEqualTo(first.reply());
        assertThat(again.write()).isEqualTo(first.write());
    }

    @Test
    void leavesATombstoneSoThatTheRevisionGoesOnRising() {
        call(put("a", 0));
        assertThat(call(delete(1)).reply()).isEqualTo(new NotFound(2));
        assertThat(stored.orElseThrow().deleted()).isTrue();
        assertThat(call(new Get(null)).reply()).isEqualTo(new NotFound(2));
        assertThat(call(delete(1)).reply()).isEqualTo(new NotFound(2));
        assertThat(((Found) call(put("b", 0)).reply()).entry().revision()).isEqualTo(3);
    }

    @Test
    void findsNothingWhereNothingWas() {
        assertThat(call(new Get(null)).reply()).isEqualTo(new NotFound(0));
        assertThat(call(delete(-1)).reply()).isEqualTo(new NotFound(0));
        assertThat(call(put("a", 4)).reply()).isEqualTo(new Conflict(0));
    }
}
