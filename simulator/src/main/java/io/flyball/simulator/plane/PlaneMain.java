package io.flyball.simulator.plane;

import io.flyball.simulator.plane.bug.PlantedBug;
import io.flyball.simulator.plane.seam.Seams;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The simulated control plane from the command line.
 *
 * <pre>
 *   --seed N [--trace] [--bug NAME]       one run, with everything that happens in it
 *   --from N --count M [--bug NAME]       many runs
 * </pre>
 *
 * Ends with 0 when every invariant held, 1 when not, 2 when the arguments are wrong.
 */
public final class PlaneMain {
    private static final String USAGE =
            "usage: --seed N [--trace] [--bug NAME], or --from N --count M [--bug NAME]; bugs: "
                    + Arrays.toString(PlantedBug.values());

    private final PrintStream out;
    private Optional<Long> seed = Optional.empty();
    private long from = 1;
    private int count = 2_000;
    private boolean trace;
    private Optional<PlantedBug> planted = Optional.empty();

    private PlaneMain(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        int code = run(arguments, System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** @return the exit code */
    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        PlaneMain main = new PlaneMain(out);
        try {
            main.read(new ArrayDeque<>(Arrays.asList(arguments)));
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println(USAGE);
            return 2;
        }
        return main.run() ? 0 : 1;
    }

    private void read(Deque<String> arguments) {
        while (!arguments.isEmpty()) {
            String option = arguments.pop();
            switch (option) {
                case "--trace" -> trace = true;
                case "--seed" -> seed = Optional.of(number(option, arguments, Long.MIN_VALUE));
                case "--from" -> from = number(option, arguments, Long.MIN_VALUE);
                case "--count" -> count = (int) Math.min(Integer.MAX_VALUE, number(option, arguments, 1));
                case "--bug" -> planted = Optional.of(bug(arguments));
                default -> throw new IllegalArgumentException(option + ": must be an option");
            }
        }
    }

    private static long number(String option, Deque<String> arguments, long least) {
        String text = arguments.isEmpty() ? "" : arguments.pop();
        try {
            long number = Long.parseLong(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(
                option + " = " + text + ": must be a whole number" + (least == 1 ? " above 0" : ""));
    }

    private static PlantedBug bug(Deque<String> arguments) {
        String name = arguments.isEmpty() ? "" : arguments.pop();
        return Arrays.stream(PlantedBug.values())
                .filter(bug -> bug.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--bug = " + name + ": must be a planted bug"));
    }

    private boolean run() {
        if (seed.isPresent()) {
            Consumer<String> lines = trace ? out::println : line -> {};
            Outcome outcome = Seeds.replay(seed.get(), seams().get(), lines);
            tell(outcome);
            return outcome.holds();
        }
        Seeds.Summary summary = Seeds.run(from, count, seams(), outcome -> {
            if (!outcome.holds()) {
                tell(outcome);
                out.println("  " + Seeds.replayCommand(outcome.seed())
                        + planted.map(bug -> " --bug " + bug).orElse(""));
            }
        });
        out.printf(
                Locale.ROOT,
                "%d runs, %d events, %.1f hours of virtual time, %d with a violation%n",
                summary.runs(),
                summary.events(),
                summary.virtualMillis() / 3.6e6,
                summary.failures().size());
        return summary.failures().isEmpty();
    }

    private Supplier<Seams> seams() {
        return planted.<Supplier<Seams>>map(bug -> bug::plant).orElse(Seams::new);
    }

    private void tell(Outcome outcome) {
        out.printf(
                Locale.ROOT,
                "seed %d: %s after %.1f s of virtual time and %d events, digest %016x%n",
                outcome.seed(),
                outcome.holds() ? "every invariant holds" : "violated: " + outcome.detail(),
                outcome.virtualMillis() / 1000.0,
                outcome.events(),
                outcome.digest());
    }
}
