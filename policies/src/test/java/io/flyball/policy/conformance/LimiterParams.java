package io.flyball.policy.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.flyball.policy.limit.AdmissionLimit;
import io.flyball.policy.limit.Aimd;
import io.flyball.policy.limit.Gradient;
import io.flyball.policy.limit.Gradient2;
import io.flyball.policy.limit.Slack;
import io.flyball.policy.limit.Vegas;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the parameters of a case to a limit of ours; what is not given has the library's default. */
final class LimiterParams {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private LimiterParams() {}

    static AdmissionLimit build(String algorithm, JsonNode params) {
        return switch (algorithm) {
            case "aimd" -> aimd(params);
            case "vegas" -> vegas(params);
            case "gradient" -> gradient(params);
            case "gradient2" -> gradient2(params);
            default -> throw new AssertionError("unknown algorithm " + algorithm);
        };
    }

    private static AdmissionLimit aimd(JsonNode params) {
        Aimd.Settings usual = Aimd.Settings.DEFAULTS;
        return Aimd.of(new Aimd.Settings(
                params.path("initial").asInt(usual.initial()),
                params.path("min").asInt(usual.min()),
                params.path("max").asInt(usual.max()),
                params.path("backoff").asDouble(usual.backoff()),
                params.has("timeout_ms") ? params.get("timeout_ms").asLong() * 1_000_000 : usual.timeoutNanos()));
    }

    private static AdmissionLimit vegas(JsonNode params) {
        Vegas.Settings usual = Vegas.Settings.DEFAULTS;
        return Vegas.of(new Vegas.Settings(
                params.path("initial").asInt(usual.initial()),
                params.path("max").asInt(usual.max()),
                params.path("smoothing").asDouble(usual.smoothing()),
                slack(params.path("alpha"), usual.alpha()),
                slack(params.path("beta"), usual.beta()),
                slack(params.path("threshold"), usual.threshold()),
                slack(params.path("increase"), usual.increase()),
                slack(params.path("decrease"), usual.decrease()),
                probe(params.path("probe"), usual.probeMultiplier(), 1_000_000)));
    }

    private static AdmissionLimit gradient(JsonNode params) {
        Gradient.Settings usual = Gradient.Settings.DEFAULTS;
        return Gradient.of(new Gradient.Settings(
                params.path("initial").asInt(usual.initial()),
                params.path("min").asInt(usual.min()),
                params.path("max").asInt(usual.max()),
                params.path("smoothing").asDouble(usual.smoothing()),
                slack(params.path("queue"), usual.queue()),
                params.path("tolerance").asDouble(usual.tolerance()),
                params.path("backoff").asDouble(usual.backoff()),
                probe(params.path("probe"), usual.probeInterval(), -1)));
    }

    private static AdmissionLimit gradient2(JsonNode params) {
        Gradient2.Settings usual = Gradient2.Settings.DEFAULTS;
        return Gradient2.of(new Gradient2.Settings(
                params.path("initial").asInt(usual.initial()),
                params.path("min").asInt(usual.min()),
                params.path("max").asInt(usual.max()),
                params.path("smoothing").asDouble(usual.smoothing()),
                slack(params.path("queue"), usual.queue()),
                params.path("long_window").asInt(usual.longWindow()),
                params.path("warmup").asInt(usual.warmup()),
                params.path("tolerance").asDouble(usual.tolerance())));
    }

    /** {@code 3}, {@code "3*log10"}, {@code "6*max(1,floor(log10 limit))"}, {@code "+log10"}, {@code "max(4,sqrt limit)"}. */
    private static Slack slack(JsonNode node, Slack usual) {
        if (node.isMissingNode() || node.isNull()) {
            return usual;
        }
        if (node.isNumber()) {
            return Slack.of(node.asInt());
        }
        String text = node.asText();
        if (text.contains("log10")) {
            Matcher times = Pattern.compile("^[+-]?(\\d+)\\s*\\*").matcher(text);
            return Slack.log10(times.find() ? Integer.parseInt(times.group(1)) : 1);
        }
        if (text.contains("sqrt")) {
            Matcher least = NUMBER.matcher(text);
            return Slack.root(least.find() ? Integer.parseInt(least.group()) : 4);
        }
        return Slack.of(Integer.parseInt(text.replace("+", "").replace("-", "").trim()));
    }

    private static int probe(JsonNode node, int usual, int disabled) {
        if (node.isMissingNode()) {
            return usual;
        }
        if (node.isNumber()) {
            return node.asInt();
        }
        return node.asText().startsWith("disabled") ? disabled : usual;
    }

    static void assertEstimates(AdmissionLimit state, JsonNode step) {
        if (state instanceof Vegas vegas) {
            value(vegas.estimated(), step.path("estimated"));
            value(vegas.noLoadNanos(), first(step, "rtt_noload_ns", "min_rtt_ns"));
        } else if (state instanceof Gradient gradient) {
            value(gradient.estimated(), step.path("estimated"));
            value(gradient.noLoadNanos(), first(step, "rtt_noload_ns", "min_rtt_ns"));
        } else if (state instanceof Gradient2 gradient2) {
            value(gradient2.estimated(), step.path("estimated"));
            value(gradient2.longRtt().value(), step.path("long_rtt_ns"));
        }
    }

    private static JsonNode first(JsonNode step, String one, String other) {
        return step.has(one) ? step.get(one) : step.path(other);
    }

    private static void value(double actual, JsonNode expected) {
        if (expected.isNumber()) {
            assertThat(actual).isCloseTo(expected.asDouble(), within(Math.abs(expected.asDouble()) * 1e-9));
        }
    }
}
