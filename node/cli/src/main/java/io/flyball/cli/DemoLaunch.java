package io.flyball.cli;

import io.flyball.simulator.demo.run.DemoOptions;
import io.flyball.simulator.demo.run.DemoRun;
import java.nio.file.Path;
import java.time.Duration;

/** The one class here that knows the simulator; loaded only when the demo starts. */
final class DemoLaunch {
    private DemoLaunch() {}

    /** @param duration and {@code data} may be null */
    static int run(Duration duration, boolean chaos, boolean badPolicy, Path data, int port) {
        return DemoRun.run(new DemoOptions(duration, chaos, badPolicy, data, port, Terminal.hasColor()));
    }
}
