package io.flyball.cli.simulate;

import picocli.CommandLine.Command;

/** The tests that the field knows by name. */
final class SimulateTests {
    private SimulateTests() {}

    @Command(
            name = "load",
            description = {
                "Does it carry the load it is meant for? A rise to the peak, which is then held (1 h).",
                "Exit status 1 when it does not under the first controller."
            })
    static final class OfLoad extends TestCommand {}

    @Command(
            name = "stress",
            description = {
                "What gives way first, and at which load? Twenty steps to beyond what the largest fleet carries (100 min).",
                "Exit status 1 when it breaks below the peak under the first controller."
            })
    static final class Stress extends TestCommand {}

    @Command(
            name = "endurance",
            description = {
                "Does anything get worse with age? Seven days with slow instances and crashes.",
                "Exit status 1 when it does under the first controller."
            })
    static final class Endurance extends TestCommand {}

    @Command(
            name = "spike",
            description = {
                "How long is it overloaded by crowds of 3, 5 and 10 times the load, how soon small again (100 min)?",
                "Exit status 1 when a crowd breaks the objective for longer than three start times under the first controller."
            })
    static final class Spike extends TestCommand {}
}
