package io.flyball.simulator.bench;

import io.flyball.simulator.fleet.Clocks;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures members and agents under load, on loopback only and for a bounded time; leaves no process behind. Exit status
 * 0 when there are figures, 1 when nothing was measured, 2 when the command line is wrong.
 */
public final class FleetBench {
    private FleetBench() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    /** Answers the exit status. */
    public static int run(List<String> arguments) {
        BenchOptions options;
        try {
            options = BenchOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(BenchOptions.USAGE);
            return 2;
        }
        Map<String, String> facts = Machine.facts();
        facts.put("run", describe(options));
        facts.put("load before", Machine.load());
        Findings findings = new Findings(facts);
        try {
            measure(options, findings);
        } catch (BenchException e) {
            System.err.println(e.getMessage());
        }
        findings.fact("load after", Machine.load());
        System.out.print(findings.table());
        options.json().ifPresent(findings::write);
        return findings.isMeasured() ? 0 : 1;
    }

    private static void measure(BenchOptions options, Findings findings) {
        Clocks clocks = Clocks.system();
        switch (options.mode()) {
            case FLEET -> new FleetRun(options, clocks).run(findings);
            case INGEST -> new IngestRun(options, clocks).run(findings);
            case AGENT -> new AgentRun(options, clocks).run(findings);
        }
    }

    private static String describe(BenchOptions options) {
        return String.format(
                Locale.ROOT,
                "%s, %d members (-Xmx%s), %d nodes in %d services on %d links, interval %s, %s after %s, window %d",
                options.mode().name().toLowerCase(Locale.ROOT),
                options.members(),
                options.heap(),
                options.nodes(),
                options.services(),
                options.links(),
                options.interval(),
                options.duration(),
                options.warmUp(),
                options.window());
    }
}
