package io.flyball.cli.simulate;

import io.flyball.simulator.plane.PlaneMain;
import java.util.List;

/** The one class that knows the simulated control plane; loaded only when it runs. */
final class SeedsLaunch {
    private SeedsLaunch() {}

    static int run(List<String> arguments) {
        return PlaneMain.run(arguments.toArray(String[]::new), System.out, System.err);
    }
}
