package io.flyball.policy.document.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.schema.Explanation.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
    @Test
    void tellsTypeRuleDefaultAndMeaning() {
        Explanation interval = explain("spec.monitoring.interval");
        assertThat(interval.type()).isEqualTo("time");
        assertThat(interval.rule()).isEqualTo("must be a time from 100ms to 1h, e.g. 250ms, 5s, 5m, 2h or 14d");
        assertThat(interval.otherwise()).isEqualTo("5s");
        assertThat(interval.doc()).isEqualTo("time between two decisions of the planner");
        assertThat(interval.fields()).isEmpty();
    }

    @Test
    void listsTheFieldsOneLevelDown() {
        assertThat(explain("").fields())
                .extracting(Line::name)
                .containsExactly("apiVersion", "kind", "metadata", "spec");
        assertThat(explain("scaling.rules").fields())
                .extracting(Line::name)
                .containsExactly("resource", "load", "total", "predictive", "headroom", "cost", "schedule");
        assertThat(explain("scaling.rules.load").fields())
                .contains(new Line(
                        "perInstance", "value of the metric | learned", "required", "wanted mean per instance"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "spec.scaling.rules[0].load.metric, spec.scaling.rules.load.metric",
        "maxInstances, spec.scaling.maxInstances",
        "metadata.name, metadata.name",
        "monitoring.alerts.error.rate, spec.monitoring.alerts.<metric>",
        "rollout.waves, spec.rollout.waves",
    })
    void findsAFieldByWhatPeopleWrite(String text, String path) {
        assertThat(explain(text).path()).isEqualTo(path);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "scaling.maxInstance, spec.scaling.maxInstances",
        "scalng, spec.scaling",
        "coolDown, spec.scaling.cooldownPeriod",
    })
    void saysWhatWasProbablyMeant(String text, String near) {
        Explanation.Found found = Explanation.find(text);
        assertThat(found.explanation()).isEmpty();
        assertThat(found.near()).contains(near);
    }

    @Test
    void aNameOfSeveralFieldsNamesThemAll() {
        assertThat(Explanation.find("downstream.name").explanation()).isPresent();
        assertThat(Explanation.find("min").near().orElseThrow()).contains("spec.threads.min or ");
    }

    @Test
    void everyFieldHasAMeaningInOneLine() {
        assertThat(Explanation.all()).allSatisfy(one -> {
            assertThat(one.doc()).isNotBlank().doesNotContain("\n").doesNotEndWith(".");
            assertThat(one.doc().length()).as(one.path()).isLessThanOrEqualTo(90);
        });
    }

    private static Explanation explain(String text) {
        return Explanation.find(text).explanation().orElseThrow();
    }
}
