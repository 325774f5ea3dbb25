package io.flyball.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.PolicyReader;
import io.flyball.policy.lint.Lint;
import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.fleet.ServiceLoad.Kind;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class FleetPolicyTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void membersTakeIt(Kind kind) {
        for (int seconds : new int[] {1, 10, 60}) {
            FleetPolicy policy = new FleetPolicy(Duration.ofSeconds(seconds));
            ServiceLoad load = new ServiceLoad(new ServiceName("v"), kind, 1, 1, 0, 0, 0, new Tally());
            Object tree = new Load(LoadSettings.builder().build()).loadFromString(policy.yaml(load));
            PolicyReader.Result read = PolicyReader.read(tree);
            assertThat(read.problems()).isEmpty();
            assertThat(Lint.check(read.policy().orElseThrow()).stream().filter(finding -> finding.isError()))
                    .isEmpty();
        }
    }
}
