package io.flyball.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.planner.port.RecordedLoad.Totals;
import io.flyball.protocol.message.HistoryProtocol.DecisionsFound;
import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.HistoryProtocol.RowsFound;
import io.flyball.protocol.message.HistoryProtocol.StoredDecision;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class LoadFromHistoryTest {
    private static final ServiceName SHOP = new ServiceName("shop");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Two nodes of 10 and 20 requests a second for the last hour; the second is not heard once, ten minutes ago. */
    private static final class Remembered implements History {
        private final String problem;
        private int reads;

        Remembered(String problem) {
            this.problem = problem;
        }

        @Override
        public CompletionStage<RowsFound> read(
                ServiceName service, Optional<NodeId> node, Instant from, Instant to, int limit) {
            reads++;
            Duration ago = Duration.between(to, NOW);
            Row one = new Row(SHOP, new NodeId("a"), new Sample(from, Map.of("throughput", 10.0)));
            Row two = new Row(SHOP, new NodeId("b"), new Sample(from, Map.of("throughput", 20.0)));
            List<Row> rows = ago.compareTo(Duration.ofHours(1)) >= 0
                    ? List.of()
                    : ago.equals(Duration.ofMinutes(10)) ? List.of(one) : List.of(one, two);
            return CompletableFuture.completedFuture(new RowsFound(rows, false, problem));
        }

        @Override
        public CompletionStage<DecisionsFound> decisions(
                Optional<ServiceName> service, Optional<String> beforeId, int limit) {
            throw new AssertionError("not asked for");
        }

        @Override
        public CompletionStage<Optional<StoredDecision>> decision(String id) {
            throw new AssertionError("not asked for");
        }

        @Override
        public CompletionStage<Void> append(List<Row> rows) {
            throw new AssertionError("not asked for");
        }

        @Override
        public void remember(DecisionRecord decision, long version) {
            throw new AssertionError("not asked for");
        }
    }

    private static Totals totals(History history) {
        return new LoadFromHistory(history)
                .totals(SHOP, "throughput", NOW.minus(Duration.ofDays(15)), NOW, MINUTE)
                .toCompletableFuture()
                .join();
    }

    @Test
    void sumsTheNodesPerBucketAndLeavesOutWhereOneIsMissing() {
        Remembered history = new Remembered("");
        Totals found = totals(history);
        assertThat(found.at()).hasSize(60);
        assertThat(found.loads()).hasSize(60).containsOnly(30, Double.NaN);
        assertThat(found.loads()[10]).isNaN();
        assertThat(history.reads).as("a day without rows ends it").isBetween(1_500, 1_505);
    }

    @Test
    void aReadThatMissesAMemberEndsTheSearch() {
        Remembered history = new Remembered("m2 did not answer");
        assertThat(totals(history).loads()).isEmpty();
        assertThat(history.reads).isEqualTo(1);
    }
}
