package io.flyball.cli.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code flyball simulate seeds}: the control plane itself in a world of lost messages, crashes and partitions. */
@Command(
        name = "seeds",
        mixinStandardHelpOptions = true,
        description = {
            "Run the control plane itself (planners, sessions, links, nodes) in a simulated network with faults,"
                    + " one world per seed, and check after every event that nothing unsafe happened.",
            "Ends with 1 where an invariant did not hold, and prints the command that replays it."
        })
public final class SimulateSeedsCommand implements Callable<Integer> {
    @ArgGroup(exclusive = true)
    private Which which;

    @Option(names = "--bug", paramLabel = "NAME", description = "plant a known bug, to see it found")
    private String bug;

    @Option(names = "--trace", description = "with --seed: print everything that happens")
    private boolean trace;

    /** One seed or many. */
    static final class Which {
        @Option(names = "--seed", paramLabel = "N", description = "run this one")
        private Long seed;

        @ArgGroup(exclusive = false)
        private Range range;
    }

    /** Consecutive seeds. */
    static final class Range {
        @Option(names = "--from", paramLabel = "N", description = "first seed (default: 1)")
        private Long from;

        @Option(names = "--count", paramLabel = "N", description = "how many (default: 2000)")
        private Integer count;
    }

    @Override
    public Integer call() {
        List<String> arguments = new ArrayList<>();
        if (which != null) {
            add(arguments, "--seed", which.seed);
            if (which.range != null) {
                add(arguments, "--from", which.range.from);
                add(arguments, "--count", which.range.count);
            }
        }
        add(arguments, "--bug", bug);
        if (trace) {
            arguments.add("--trace");
        }
        return SeedsLaunch.run(arguments);
    }

    private static void add(List<String> arguments, String option, Object value) {
        if (value != null) {
            arguments.add(option);
            arguments.add(String.valueOf(value));
        }
    }
}
