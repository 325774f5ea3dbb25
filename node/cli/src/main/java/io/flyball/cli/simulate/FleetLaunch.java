package io.flyball.cli.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flyball.cli.CliException;
import io.flyball.cli.ClientOptions;
import io.flyball.cli.ExitCodes;
import io.flyball.cli.Printer;
import io.flyball.cli.series.WrongFile;
import io.flyball.simulator.fleet.Clocks;
import io.flyball.simulator.fleet.FleetException;
import io.flyball.simulator.fleet.FleetOptions;
import io.flyball.simulator.fleet.FleetProgress;
import io.flyball.simulator.fleet.FleetResult;
import io.flyball.simulator.fleet.FleetRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** Starts a virtual fleet and tells how it is doing. Loaded only when it runs. */
final class FleetLaunch {
    private static final long CLEAN_UP_SECONDS = 90;

    private FleetLaunch() {}

    /** @param json may be null */
    static int run(
            int nodes,
            int services,
            int links,
            Duration interval,
            Duration warmUp,
            Duration duration,
            Duration startTime,
            long seed,
            boolean apply,
            Path json,
            ClientOptions client,
            CommandLine line) {
        FleetOptions options = new FleetOptions(
                client.members(),
                Optional.ofNullable(client.token()),
                nodes,
                services,
                links,
                interval,
                warmUp,
                duration,
                startTime,
                seed,
                apply);
        FleetResult result = run(options, line.getErr());
        ObjectNode tree = FleetReportLaunch.tree(result);
        Printer.print(line.getOut(), client.output(), tree, out -> FleetReportLaunch.print(out, result));
        if (json != null) {
            write(json, tree);
        }
        return result.isGood() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    /** Ctrl-C ends the load early; policies are removed and nodes say good-bye all the same. */
    private static FleetResult run(FleetOptions options, PrintWriter err) {
        FleetRun run = new FleetRun(options, Clocks.system(), progress -> show(err, progress));
        CountDownLatch over = new CountDownLatch(1);
        Thread interrupted = new Thread(() -> {
            run.cancel();
            await(over);
        });
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            return run.run();
        } catch (FleetException e) {
            throw new CliException(ExitCodes.UNREACHABLE, e.getMessage());
        } finally {
            wipe(err);
            over.countDown();
            removeHook(interrupted);
        }
    }

    private static void await(CountDownLatch over) {
        try {
            over.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyStopping) {
            // then the hook waits for nothing any more
        }
    }

    private static void show(PrintWriter err, FleetProgress now) {
        if (System.console() == null) {
            return;
        }
        String command = Double.isNaN(now.commandMillis())
                ? "-"
                : String.format(Locale.ROOT, "%.0f ms beyond the tick", now.commandMillis());
        err.printf(
                Locale.ROOT,
                "\r%s %d s: %d nodes on %d links, %d reports/s, %d unacknowledged, ack p99 %.0f ms, %d commands, p99 %s   ",
                now.phase(),
                now.elapsed().toSeconds(),
                now.nodes(),
                now.openLinks(),
                now.reportsPerSecond(),
                now.unacknowledged(),
                now.ackMillis(),
                now.commands(),
                command);
        err.flush();
    }

    private static void wipe(PrintWriter err) {
        if (System.console() != null) {
            err.print("\r" + " ".repeat(150) + "\r");
            err.flush();
        }
    }

    private static void write(Path file, ObjectNode tree) {
        try {
            Files.writeString(file, Printer.json(tree) + "\n");
        } catch (IOException e) {
            throw new CliException(ExitCodes.USAGE, "--json = " + file + ": " + WrongFile.reason(e));
        }
    }
}
