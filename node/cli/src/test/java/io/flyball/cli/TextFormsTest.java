package io.flyball.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TextFormsTest {
    @Test
    void columnsAreAsWideAsTheirWidestCellAndTheLastIsNotPadded() {
        Table table = new Table("NODE", "S", "LAST");
        table.row("shop-1", "✔ live", 7).row("é", null, "").row("🙂🙂", "x", "a b");
        StringWriter out = new StringWriter();
        table.print(new PrintWriter(out));
        assertThat(out.toString().lines())
                .containsExactly(
                        "NODE    S       LAST", //
                        "shop-1  ✔ live  7",
                        "é       -       -",
                        "🙂🙂      x       a b");
    }

    @Test
    void aTableOfItsHeaderAloneIsEmpty() {
        assertThat(new Table("A").isEmpty()).isTrue();
        assertThat(new Table("A").row("").isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"90s,PT1M30S", "4m,PT4M", "2m30s,PT2M30S", "1h,PT1H", "1h2m3s,PT1H2M3S", "0s,PT0S", "999999h,PT999999H"
    })
    void durationsAreReadAsPeopleWriteThem(String text, Duration expected) {
        assertThat(new DurationText().convert(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "4", "m", "-4m", "4 m", "1.5m", "3s2m", "2m2m", "4min", "PT4M", "9999999s", "4m\n"})
    void whatIsNoDurationIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> new DurationText().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'" + text + "': must be a duration such as 90s, 4m or 2m30s");
    }

    @Test
    void aWrongDurationOnTheCommandLineIsUsage() {
        Called called = Called.flyball("demo", "--for", "soon");
        assertThat(called.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(called.err()).contains("--for").contains("must be a duration such as 90s");
    }

    @Test
    void theCompletionScriptKnowsEveryVerbThatPeopleSee() {
        Called called = Called.flyball("completion");
        assertThat(called.exit()).isZero();
        assertThat(called.err()).isEmpty();
        assertThat(called.out()).startsWith("#!/usr/bin/env bash").contains("complete -F _complete_flyball");
        for (var verb : Main.commandLine().getSubcommands().entrySet()) {
            if (!verb.getValue().getCommandSpec().usageMessage().hidden()) {
                assertThat(called.out()).contains("_picocli_flyball_" + verb.getKey());
            }
        }
        assertThat(called.out()).contains("--if-revision").doesNotContain("rehearse");
    }

    @Test
    void everyVerbExplainsItself() {
        for (var each : Main.commandLine().getSubcommands().entrySet()) {
            String verb = each.getKey();
            if (each.getValue().getCommandSpec().usageMessage().hidden()) {
                continue;
            }
            Called called = Called.flyball(verb, "--help");
            assertThat(called.exit()).as(verb).isZero();
            assertThat(called.out()).as(verb).containsIgnoringCase("usage: flyball " + verb);
        }
    }
}
