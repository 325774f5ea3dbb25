package io.flyball.simulator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flyball.simulator.traffic.Trace;
import io.flyball.simulator.traffic.TraceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The field's autoscalers on recorded loads give what is published of them, so that a comparison with them is fair; and the
 * built-in policy does better. The traces are no part of this project.
 */
class PublishedBaselineTest {
    private static final String FOLDER = "data.traces";
    private static final Map<String, Totals> KNOWN = new HashMap<>();

    /** Published with few digits: 5 %, and half of the last digit. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "crane_prod_02_1min,   10.5, 4.41,  10.3, 401, 0.32,  14.9, 274",
        "nasa_http_1995_1min,  9.1,  1.01,  9.0,  319, 0.017, 15.2, 156",
        "crane_prod_09_1min,   11.7, 0.112, 11.3, 42,  0.049, 13.6, 70",
        "crane_prod_00_1min,   9.5,  0.069, 9.4,  40,  0.009, 10.6, 71",
        "crane_prod_14_1min,   12.8, 0.008, 12.6, 37,  0.008, 14.5, 64",
        "worldcup98_1min,      3.8,  0.000, 3.7,  21,  0.000, 6.5,  64"
    })
    void hpaAndItsSeasonalFormGiveThePublishedFigures(
            String trace,
            double oracle,
            double hpaViolation,
            double hpaInstances,
            double hpaActions,
            double seasonalViolation,
            double seasonalInstances,
            double seasonalActions) {
        Totals hpa = of(trace, "hpa");
        Totals seasonal = of(trace, "hpa-seasonal");
        near(of(trace, "clairvoyant").meanInstances(), oracle, 0.05);
        near(hpa.violationPct(), hpaViolation, 0.0005);
        near(hpa.meanInstances(), hpaInstances, 0.05);
        near(hpa.actionsPerDay(), hpaActions, 0.5);
        near(seasonal.violationPct(), seasonalViolation, 0.0005);
        near(seasonal.meanInstances(), seasonalInstances, 0.05);
        near(seasonal.actionsPerDay(), seasonalActions, 0.5);
    }

    @Test
    void theBuiltInPolicyIsReadyForStepsBetterThanASeasonalFloorAndWithFewerInstances() {
        String trace = "crane_prod_02_1min";
        Totals flyball = of(trace, "flyball");
        assertThat(flyball.violationPct()).isLessThan(of(trace, "hpa-seasonal").violationPct());
        assertThat(flyball.meanInstances())
                .isLessThan(1.25 * of(trace, "clairvoyant").meanInstances());
        assertThat(flyball.actionsPerDay()).isLessThan(of(trace, "hpa").actionsPerDay());
    }

    @Test
    void theBuiltInPolicyCostsNothingWhereTheLoadIsCalm() {
        String trace = "crane_prod_00_1min";
        Totals flyball = of(trace, "flyball");
        Totals hpa = of(trace, "hpa");
        assertThat(flyball.violationPct()).isLessThanOrEqualTo(hpa.violationPct());
        assertThat(flyball.meanInstances()).isLessThan(1.05 * hpa.meanInstances());
        assertThat(flyball.actionsPerDay()).isLessThanOrEqualTo(hpa.actionsPerDay());
    }

    private static void near(double is, double published, double halfDigit) {
        assertThat(Math.abs(is - published))
                .as("%s, published %s", is, published)
                .isLessThanOrEqualTo(0.05 * published + halfDigit);
    }

    private static Totals of(String trace, String controller) {
        return KNOWN.computeIfAbsent(trace + " " + controller, key -> run(trace, controller));
    }

    private static Totals run(String name, String controller) {
        String given = System.getProperty(FOLDER);
        Path folder = given != null ? Path.of(given) : Path.of("..", "..", "shared", "data", "traces");
        Path file = folder.resolve(name + ".csv");
        assumeTrue(Files.exists(file), () -> file + " is absent: set -D" + FOLDER + "=FOLDER");
        Trace trace = TraceFile.read(file);
        Stage stage = SimpleStage.of(name, trace, trace.length(), Duration.ofMinutes(2), SimpleStage.BOUNDS, 1);
        return new Play(stage, Controllers.named(controller))
                .go((millis, steps) -> {})
                .totals();
    }
}
