package io.flyball.policy.document;

import io.flyball.policy.document.field.Field;
import io.flyball.policy.document.field.Field.Type;
import io.flyball.protocol.model.Metrics;
import java.time.Duration;

/** Every field of a policy: what the reader checks, the JSON Schema publishes and {@code policy explain} tells. */
public final class PolicyFields {
    static final double MOST_ELEMENTS = 32;
    static final Duration DAY = Duration.ofDays(1);
    static final Duration HOUR = Duration.ofHours(1);

    public static final Field ROOT = Field.section(
            "",
            "What Flyball may do with one service",
            Field.of("apiVersion", Type.CHOICE, "version of this form")
                    .words(PolicyReader.API_VERSION)
                    .needed(),
            Field.of("kind", Type.CHOICE, "kind of this document")
                    .words(PolicyReader.KIND)
                    .needed(),
            Field.section(
                            "metadata",
                            "about the document",
                            Field.of("name", Type.NAME, "name of the policy")
                                    .needed()
                                    .eg("checkout"))
                    .needed(),
            spec().needed());

    private PolicyFields() {}

    private static Field spec() {
        return Field.section(
                "spec",
                "the policy; a section that is absent is not managed",
                Field.section(
                                "selector",
                                "which service; an empty selector is a mistake, never everything",
                                Field.of("service", Type.NAME, "the one service")
                                        .needed()
                                        .eg("checkout"))
                        .needed()
                        .eg("{service: checkout}"),
                Field.list(
                        "objectives", "promises to users; they guard trials and shrinking", MOST_ELEMENTS, objective()),
                ConductFields.monitoring(),
                ScalingFields.scaling(),
                NodeFields.threads(),
                NodeFields.connections(),
                MemoryFields.memory(),
                NodeFields.vertical(),
                NodeFields.limiter(),
                ConductFields.validation(),
                ConductFields.automation(),
                ConductFields.rollout());
    }

    private static Field objective() {
        return Field.section(
                "",
                "one promise",
                metric("what is promised").eg(Metrics.LATENCY_P99).needed(),
                Field.of("below", Type.VALUE, "it stays below this value, in the unit of the metric")
                        .in(Double.MIN_VALUE, Double.MAX_VALUE)
                        .eg("250ms")
                        .needed());
    }

    static Field metric(String doc) {
        return Field.of("metric", Type.METRIC, doc).eg(Metrics.CPU);
    }

    public static Field flag(String name, boolean otherwise, String doc) {
        return Field.of(name, Type.FLAG, doc).or(otherwise);
    }

    public static Field time(String name, Duration least, Duration most, String doc) {
        return Field.of(name, Type.TIME, doc).in(least, most);
    }

    public static Field count(String name, int least, int most, String doc) {
        return Field.of(name, Type.COUNT, doc).in((double) least, (double) most);
    }

    public static Field share(String name, double least, double most, String doc) {
        return Field.of(name, Type.SHARE, doc).in(least, most);
    }

    public static Field number(String name, double least, double most, String doc) {
        return Field.of(name, Type.NUMBER, doc).in(least, most);
    }

    static Field size(String name, String doc) {
        return Field.of(name, Type.SIZE, doc).in(1.0, 1e15);
    }
}
