package io.flyball.simulator.scenario;

import io.flyball.policy.document.Policy;
import io.flyball.simulator.controller.Clairvoyant;
import io.flyball.simulator.controller.Controller;
import io.flyball.simulator.controller.DefaultPolicy;
import io.flyball.simulator.controller.FixedCount;
import io.flyball.simulator.controller.Hpa;
import io.flyball.simulator.controller.HpaSeasonal;
import io.flyball.simulator.run.Controllers;
import io.flyball.simulator.run.Stage;
import java.time.Duration;

/** Makes the controller that a scenario chose, for one run. */
final class Casting {
    private Casting() {}

    static Controller controller(ControllerChoice choice, Stage stage) {
        if (choice instanceof ControllerChoice.Hpa hpa) {
            return new Hpa(stage.bounds(), hpa.target());
        }
        if (choice instanceof ControllerChoice.HpaSeasonal hpa) {
            return new HpaSeasonal(stage.bounds(), hpa.target());
        }
        if (choice instanceof ControllerChoice.Static fixed) {
            return FixedCount.of(fixed.instances());
        }
        if (choice instanceof ControllerChoice.None) {
            return FixedCount.none();
        }
        if (choice instanceof ControllerChoice.Clairvoyant seer) {
            return clairvoyant(seer, stage);
        }
        if (choice instanceof ControllerChoice.Flyball flyball) {
            Policy policy = flyball.policy().orElseGet(() -> DefaultPolicy.within(stage.bounds()));
            return Controllers.flyball(flyball.name(), policy).maker().apply(stage);
        }
        return Controllers.named("vpa").maker().apply(stage);
    }

    private static Controller clairvoyant(ControllerChoice.Clairvoyant seer, Stage stage) {
        double perInstance = stage.perInstance() / stage.target() * seer.target();
        long ahead = seer.lookAhead().map(Duration::toMillis).orElse(2 * stage.startMillis());
        return new Clairvoyant(stage.bounds(), stage.load(), perInstance, ahead, stage.periodMillis());
    }
}
