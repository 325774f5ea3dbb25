package io.flyball.cli.simulate;

import io.flyball.cli.CliException;
import io.flyball.cli.ClientOptions;
import io.flyball.cli.ExitCodes;
import io.flyball.simulator.fleet.FleetOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;

/** The one class that knows the virtual fleet; loaded only when it runs. */
final class FleetLaunch {
    private FleetLaunch() {}

    /** @param json may be null */
    static int run(
            int nodes,
            int services,
            int links,
            Duration interval,
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
                duration,
                startTime,
                seed,
                apply);
        throw new CliException(ExitCodes.FAILED, "no fleet of " + options.nodes() + " nodes can be started yet");
    }
}
