package io.flyball.server.history;

import static io.flyball.server.history.Rows.NOON;
import static io.flyball.server.history.Rows.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.PerformanceMetrics;
import io.flyball.protocol.model.Verdict;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecisionJsonTest {
    private final DecisionRecord trial = Rows.decision(SHOP, 7, NOON, "8");

    @Test
    void readsBackWhatItWrote() {
        assertThat(DecisionJson.read(DecisionJson.write(trial))).isEqualTo(trial);
        DecisionRecord judged = judged(new PerformanceMetrics(100, 0.25, 0.01, 0.5, 1e8, 30));
        assertThat(DecisionJson.read(DecisionJson.write(judged))).isEqualTo(judged);
    }

    @Test
    void writesNamesAndTimesAsText() {
        assertThat(text(trial))
                .contains("\"id\":\"shop-1-7\"")
                .contains("\"at\":\"2026-11-23T12:00:00Z\"")
                .contains("\"service\":\"shop\"")
                .contains("\"nodes\":[\"shop-1\"]")
                .contains("\"token\":{\"term\":1,\"owner\":\"m1@ab\"}")
                .contains("\"inputs\":{\"busy\":0.97}");
    }

    @Test
    void whatWasNotMeasuredIsNullAndComesBackAsNaN() {
        DecisionRecord judged = judged(PerformanceMetrics.UNKNOWN);
        assertThat(text(judged)).contains("\"throughput\":null");
        assertThat(DecisionJson.read(DecisionJson.write(judged))).isEqualTo(judged);
    }

    @Test
    void ignoresWhatItDoesNotKnowAndTakesMissingListsAsEmpty() {
        String newer = text(trial)
                .replace("{\"id\"", "{\"risk\":{\"level\":[1,2]},\"id\"")
                .replace(",\"nodes\":[\"shop-1\"]", "")
                .replace(",\"inputs\":{\"busy\":0.97}", "")
                .replace(",\"feedback\":null", "");
        DecisionRecord read = DecisionJson.read(bytes(newer));
        assertThat(read.nodes()).isEmpty();
        assertThat(read.inputs()).isEmpty();
        assertThat(read.feedback()).isEmpty();
        assertThat(DecisionJson.at(bytes(newer))).isEqualTo(NOON);
    }

    @Test
    void refusesWhatIsNoDecision() {
        for (String text :
                List.of("", "[]", "{}", "null", "{\"at\":3}", "{\"at\":\"noon\"}", "{\"x\":{\"at\":\"2026\"}")) {
            assertThatThrownBy(() -> DecisionJson.at(bytes(text))).isInstanceOf(IllegalArgumentException.class);
            if (!text.equals("null")) {
                assertThatThrownBy(() -> DecisionJson.read(bytes(text))).isInstanceOf(UncheckedIOException.class);
            }
        }
    }

    private DecisionRecord judged(PerformanceMetrics after) {
        var feedback = new OptimizationFeedback(
                after, after, Double.NaN, -0.1, 0, Verdict.INCONCLUSIVE, List.of("too few samples"));
        return new DecisionRecord(
                trial.id(),
                trial.at(),
                trial.service(),
                trial.token(),
                trial.revision(),
                trial.policy(),
                trial.kind(),
                trial.subject(),
                trial.nodes(),
                trial.from(),
                trial.to(),
                trial.reasons(),
                Map.of("busy", 0.97, "unknown", Double.NaN),
                DecisionRecord.Outcome.REVERTED,
                Optional.of(feedback));
    }

    private static String text(DecisionRecord decision) {
        return new String(DecisionJson.write(decision), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
