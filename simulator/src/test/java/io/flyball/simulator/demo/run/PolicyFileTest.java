package io.flyball.simulator.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.Policy;
import io.flyball.policy.document.PolicyReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class PolicyFileTest {
    @Test
    void thePoliciesThatComeWithTheDemoAreValidAndSelectTheShop() {
        for (PolicyFile file : PolicyFile.values()) {
            assertThat(read(file).service().value()).isEqualTo("shop");
        }
    }

    @Test
    void theBoundsThatTheEvidenceUsesAreThoseOfThePolicy() {
        var scaling = read(PolicyFile.GOOD).scaling().orElseThrow();
        assertThat(new Bounds(
                        scaling.minInstances(),
                        scaling.maxInstances(),
                        scaling.scalingFactor(),
                        scaling.cooldownPeriod()))
                .isEqualTo(Bounds.DEMO);
        assertThat(scaling.maxInstances()).isLessThanOrEqualTo(AgentConfig.INSTANCES);
    }

    @Test
    void theHarmfulPolicyDiffersInRequestThreadsOnly() {
        Policy good = read(PolicyFile.GOOD);
        Policy bad = read(PolicyFile.BAD);
        assertThat(bad.threads().orElseThrow().max())
                .isLessThan(good.threads().orElseThrow().min());
        assertThat(bad.scaling()).isEqualTo(good.scaling());
        assertThat(bad.memory()).isEqualTo(good.memory());
        assertThat(bad.validation()).isEqualTo(good.validation());
    }

    @Test
    void theCopiesForUsersToApplyByHandAreTheSame() throws IOException {
        Path directory = Path.of("..", "deploy", "demo");
        assertThat(directory.resolve("policy.yaml")).hasContent(PolicyFile.GOOD.text());
        assertThat(directory.resolve("bad-policy.yaml")).hasContent(PolicyFile.BAD.text());
    }

    private static Policy read(PolicyFile file) {
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(file.text());
        PolicyReader.Result result = PolicyReader.read(tree);
        assertThat(result.problems()).isEqualTo(List.of());
        return result.policy().orElseThrow();
    }
}
