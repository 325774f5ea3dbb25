package io.flyball.simulator.run;

import io.flyball.policy.document.Policy;
import io.flyball.simulator.controller.Clairvoyant;
import io.flyball.simulator.controller.Controller;
import io.flyball.simulator.controller.DefaultPolicy;
import io.flyball.simulator.controller.FixedCount;
import io.flyball.simulator.controller.Flyball;
import io.flyball.simulator.controller.Hpa;
import io.flyball.simulator.controller.HpaSeasonal;
import io.flyball.simulator.controller.Paced;
import io.flyball.simulator.controller.Vpa;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The controllers by name, each as it is without any settings of its own. */
public final class Controllers {
    private static final Map<String, Function<Stage, Controller>> MAKERS = new LinkedHashMap<>();

    static {
        MAKERS.put("flyball", stage -> flyball("flyball", DefaultPolicy.within(stage.bounds()), stage));
        MAKERS.put("hpa", stage -> new Hpa(stage.bounds(), stage.target()));
        MAKERS.put("hpa-seasonal", stage -> new HpaSeasonal(stage.bounds(), stage.target()));
        MAKERS.put("vpa", stage -> new Vpa());
        MAKERS.put("static", stage -> FixedCount.of(stage.enough()));
        MAKERS.put("none", stage -> FixedCount.none());
        MAKERS.put("clairvoyant", Controllers::clairvoyant);
    }

    private Controllers() {}

    public static List<String> names() {
        return List.copyOf(MAKERS.keySet());
    }

    /** @throws IllegalArgumentException where nobody is called that; the message lists who there is */
    public static Candidate named(String name) {
        Function<Stage, Controller> maker = MAKERS.get(name);
        if (maker == null) {
            throw new IllegalArgumentException(
                    "controller = '%s': must be one of %s".formatted(name, String.join(", ", names())));
        }
        return new Candidate(name, maker);
    }

    /** The planner with this policy. */
    public static Candidate flyball(String name, Policy policy) {
        return new Candidate(name, stage -> flyball(name, policy, stage));
    }

    private static Controller flyball(String name, Policy policy, Stage stage) {
        return new Flyball(name, Paced.each(policy, Duration.ofMillis(stage.periodMillis())));
    }

    private static Controller clairvoyant(Stage stage) {
        return new Clairvoyant(
                stage.bounds(), stage.load(), stage.perInstance(), 2 * stage.startMillis(), stage.periodMillis());
    }
}
