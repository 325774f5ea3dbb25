package io.flyball.cli.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flyball.cli.Curves;
import io.flyball.cli.ExitCodes;
import io.flyball.cli.Printer;
import io.flyball.simulator.report.Finding;
import io.flyball.simulator.report.NamedTest;
import io.flyball.simulator.run.Outcome;
import io.flyball.simulator.run.Play;
import io.flyball.simulator.scenario.FleetPlan;
import io.flyball.simulator.scenario.Scenario;
import io.flyball.simulator.scenario.TestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine;

/** The one class that knows how a test by name is run; loaded only when one runs. */
final class TestLaunch {
    private TestLaunch() {}

    static int run(String name, TestCommand asked, CommandLine line) {
        NamedTest test = NamedTest.valueOf(name.toUpperCase(Locale.ROOT));
        TestOptions options = options(asked);
        Scenario scenario = test.scenario(options);
        List<Play> plays = PlaysLaunch.of(scenario, asked.deciders);
        List<Outcome> outcomes = ResultLaunch.run(plays, line);
        List<Finding> findings = outcomes.stream()
                .map(outcome -> test.read(outcome, options.peak()))
                .toList();
        List<String> words = new ArrayList<>();
        List<ObjectNode> more = new ArrayList<>();
        for (Finding finding : findings) {
            words.add("%s %s: %s"
                    .formatted(
                            finding.passed() ? "✔" : "✖",
                            finding.controller(),
                            String.join("\n    ", finding.lines())));
            more.add(tree(name, finding));
        }
        ResultLaunch.tell(
                asked.to,
                "%s test of %s".formatted(name, scenario.fleet().plant().name().toLowerCase(Locale.ROOT)),
                words,
                outcomes,
                more,
                line);
        String first = findings.get(0).controller();
        boolean failed = findings.stream()
                .anyMatch(finding -> !finding.passed() && finding.controller().equals(first));
        return failed ? ExitCodes.FAILED : ExitCodes.OK;
    }

    private static ObjectNode tree(String name, Finding finding) {
        ObjectNode tree = Printer.tree().objectNode();
        ObjectNode test = tree.putObject("test");
        test.put("name", name);
        test.put("passed", finding.passed());
        if (!Double.isNaN(finding.load())) {
            test.put("breaksAtLoad", Math.round(finding.load() * 1000) / 1000.0);
        }
        if (!Double.isNaN(finding.carried())) {
            test.put("carriedLoad", Math.round(finding.carried() * 1000) / 1000.0);
        }
        test.set("words", Curves.texts(finding.lines()));
        return tree;
    }

    private static TestOptions options(TestCommand asked) {
        TestOptions options =
                asked.scenario == null ? TestOptions.DEFAULTS : TestOptions.of(PlaysLaunch.scenario(asked.scenario));
        options = options.withFleet(fleet(asked, options.fleet()));
        if (asked.peak != null) {
            options = options.withPeak(asked.peak);
        }
        if (asked.duration != null) {
            options = options.lasting(asked.duration);
        }
        return asked.seed == null ? options : options.withSeeds(List.of(asked.seed));
    }

    private static FleetPlan fleet(TestCommand asked, FleetPlan given) {
        FleetPlan.Kind kind =
                asked.plant == null ? given.plant() : FleetPlan.Kind.valueOf(asked.plant.toUpperCase(Locale.ROOT));
        int max = asked.max == null ? given.max() : asked.max;
        return new FleetPlan(
                kind,
                asked.instances == null ? given.instances() : OptionalInt.of(asked.instances),
                Math.min(given.min(), max),
                max,
                asked.startTime == null ? given.startTime() : Optional.of(asked.startTime),
                given.zones(),
                given.capacity(),
                given.model());
    }
}
