package io.flyball.planner.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.planner.port.InMemoryControlStore;
import io.flyball.protocol.message.ControlProtocol.Command;
import io.flyball.protocol.message.ControlProtocol.Conflict;
import io.flyball.protocol.message.ControlProtocol.Delete;
import io.flyball.protocol.message.ControlProtocol.Found;
import io.flyball.protocol.message.ControlProtocol.Get;
import io.flyball.protocol.message.ControlProtocol.NotDurable;
import io.flyball.protocol.message.ControlProtocol.NotFound;
import io.flyball.protocol.message.ControlProtocol.Put;
import io.flyball.protocol.message.ControlProtocol.Reply;
import java.time.InstantSource;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ControlKeeperTest {
    private static final ActorTestKit KIT = ActorTestKit.create();

    private final InMemoryControlStore store = new InMemoryControlStore();
    private final TestProbe<Reply> replies = KIT.createTestProbe();
    private final ActorRef<Command> keeper =
            KIT.spawn(ControlKeeper.create("policy/shop", store, InstantSource.system()));

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private Put put(String value, long expected) {
        return new Put(value, "ann", "because", expected, replies.getRef());
    }

    @Test
    void answersCallsOneAfterTheOtherAndEachWithWhatItWrote() {
        keeper.tell(put("a", 0));
        keeper.tell(put("b", 1));
        keeper.tell(put("c", 1));
        keeper.tell(new Get(replies.getRef()));
        keeper.tell(new Delete("ann", "done", 2, replies.getRef()));
        assertThat(replies.expectMessageClass(Found.class).entry().revision()).isEqualTo(1);
        assertThat(replies.expectMessageClass(Found.class).entry().revision()).isEqualTo(2);
        assertThat(replies.expectMessageClass(Conflict.class).storedRevision()).isEqualTo(2);
        assertThat(replies.expectMessageClass(Found.class).entry().value()).isEqualTo("b");
        assertThat(replies.expectMessageClass(NotFound.class).lastRevision()).isEqualTo(3);
    }

    @Test
    void tellsThatAWriteIsNotDurableAndTakesItsRepetition() {
        store.failNextWrites(1);
        keeper.tell(put("a", 0));
        replies.expectMessageClass(NotDurable.class);
        keeper.tell(put("a", 0));
        assertThat(replies.expectMessageClass(Found.class).entry().revision()).isEqualTo(1);
    }

    @Test
    void doesNotAnswerFromMemoryWhenNoMajorityCanBeRead() {
        keeper.tell(put("a", 0));
        replies.expectMessageClass(Found.class);
        store.failNextReads(1);
        keeper.tell(new Get(replies.getRef()));
        replies.expectMessageClass(NotDurable.class);
    }
}
