package io.flyball.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** An RFC 9457 problem in words: its detail, then one line per mistake. */
final class ProblemText {
    private ProblemText() {}

    static String of(int status, JsonNode problem, String path) {
        if (status == 401 && !problem.isObject()) { // of an answer to a call with a body, Java keeps only the status
            return "not allowed: the member wants another token; give it with --token or FLYBALL_TOKEN";
        }
        if (!problem.isObject()) {
            return "HTTP " + status + " from " + path;
        }
        StringBuilder text = new StringBuilder();
        String title = problem.path("title").asText("");
        String detail = problem.path("detail").asText("");
        text.append(title.isEmpty() ? "HTTP " + status : title);
        if (!detail.isEmpty() && !detail.equals(title)) {
            text.append(": ").append(detail);
        }
        for (JsonNode error : problem.path("errors")) {
            text.append("\n  ").append(line(error));
        }
        return text.toString();
    }

    private static String line(JsonNode error) {
        String path = error.path("path").asText(error.path("pointer").asText(""));
        String value = error.path("value").asText("");
        String rule = error.path("rule").asText(error.path("detail").asText(""));
        String left = value.isEmpty() ? path : path + " = " + value;
        return left.isEmpty() ? rule : left + ": " + rule;
    }
}
