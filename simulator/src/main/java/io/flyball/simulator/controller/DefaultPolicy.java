package io.flyball.simulator.controller;

import io.flyball.policy.document.Policy;
import io.flyball.policy.document.PolicyReader;
import io.flyball.policy.document.ScalingConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The policy that virtual services have where none is given: {@code default-policy.yaml}. */
public final class DefaultPolicy {
    private static final String FILE = "default-policy.yaml";

    private DefaultPolicy() {}

    public static String text() {
        try (InputStream in = DefaultPolicy.class.getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with other bounds of the count. */
    public static Policy within(Bounds bounds) {
        Policy is = policy();
        ScalingConfig scaling = is.scaling().orElseThrow();
        ScalingConfig bounded = new ScalingConfig(
                Math.max(1, bounds.min()),
                bounds.max(),
                scaling.scalingFactor(),
                scaling.cooldownPeriod(),
                scaling.settle(),
                scaling.flapBudget(),
                scaling.startTime(),
                scaling.rules(),
                scaling.behavior());
        return new Policy(
                is.name(),
                is.service(),
                is.objectives(),
                is.monitoring(),
                Optional.of(bounded),
                is.threads(),
                is.connections(),
                is.memory(),
                is.vertical(),
                is.limiter(),
                is.validation(),
                is.automation(),
                is.rollout());
    }

    public static Policy policy() {
        Object tree = new Load(LoadSettings.builder().setLabel(FILE).build()).loadFromString(text());
        return PolicyReader.read(tree).policy().orElseThrow();
    }
}
