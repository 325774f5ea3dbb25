package io.flyball.server;

import io.flyball.planner.optimizer.OptimizerHost;
import io.flyball.planner.optimizer.OptimizerLoading;
import io.flyball.planner.optimizer.OptimizerSettings;
import io.flyball.server.settings.ServerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The optimizers that this member finds when it starts, told in its log; a broken one does not keep it from starting. */
final class InstalledOptimizers {
    private static final Logger LOG = LoggerFactory.getLogger(InstalledOptimizers.class);

    private InstalledOptimizers() {}

    static OptimizerHost start(ServerSettings settings) {
        OptimizerSettings bounds = OptimizerSettings.DEFAULTS.withDeadline(settings.optimizerDeadline());
        OptimizerLoading.Result found = OptimizerLoading.load(settings.optimizers(), bounds);
        found.problems().forEach(problem -> LOG.warn("optimizer left out: {}", problem));
        found.optimizers().forEach(one -> LOG.info("optimizer {}, {}", one.name(), one.source()));
        return OptimizerHost.of(found.optimizers(), bounds);
    }
}
