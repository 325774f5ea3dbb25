package io.flyball.simulator.demo.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A decision as the API shows it, as far as the demo looks at it. */
record Decision(
        String id,
        long version,
        Instant at,
        long term,
        String service,
        String kind,
        String subject,
        List<String> nodes,
        String from,
        String to,
        List<String> reasons,
        String outcome,
        Optional<Effect> effect) {

    /** Means of the windows before and after; NaN where nothing was measured. */
    record Effect(
            String verdict,
            double throughputBefore,
            double throughputAfter,
            double p99Before,
            double p99After,
            double rssBefore,
            double rssAfter,
            double impact,
            List<String> reasons) {
        boolean passed() {
            return verdict.equals("PASS");
        }
    }

    Decision {
        nodes = List.copyOf(nodes);
        reasons = List.copyOf(reasons);
    }

    static Decision of(JsonNode json) {
        JsonNode feedback = json.path("feedback");
        return new Decision(
                json.path("id").asText(),
                json.path("version").asLong(),
                Instant.parse(json.path("at").asText()),
                json.path("token").path("term").asLong(),
                json.path("service").asText(),
                json.path("kind").asText(),
                json.path("subject").asText(),
                texts(json.path("nodes")),
                json.path("from").asText(),
                json.path("to").asText(),
                texts(json.path("reasons")),
                json.path("outcome").asText(),
                feedback.isObject() ? Optional.of(effect(feedback)) : Optional.empty());
    }

    boolean isKept() {
        return outcome.equals("KEPT");
    }

    boolean isReverted() {
        return outcome.equals("REVERTED");
    }

    boolean isWithheld() {
        return outcome.equals("WITHHELD");
    }

    /** It changed something: it is not withheld, and did not fail. */
    boolean acted() {
        return !isWithheld() && !outcome.equals("FAILED");
    }

    private static Effect effect(JsonNode feedback) {
        JsonNode before = feedback.path("before");
        JsonNode after = feedback.path("after");
        return new Effect(
                feedback.path("verdict").asText(),
                number(before, "throughput"),
                number(after, "throughput"),
                number(before, "latencyP99"),
                number(after, "latencyP99"),
                number(before, "rss"),
                number(after, "rss"),
                number(feedback, "performanceImpact"),
                texts(feedback.path("reasons")));
    }

    private static double number(JsonNode json, String field) {
        return json.path(field).asDouble(Double.NaN);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
