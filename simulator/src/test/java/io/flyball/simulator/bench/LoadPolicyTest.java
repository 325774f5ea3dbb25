package io.flyball.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.policy.document.Policy;
import io.flyball.policy.document.PolicyReader;
import io.flyball.policy.document.ScalingConfig;
import io.flyball.policy.scale.InstanceReading;
import io.flyball.policy.scale.InstanceRules;
import io.flyball.policy.scale.InstanceScaling;
import io.flyball.policy.scale.Proposal;
import io.flyball.policy.scale.ScalingHistory;
import io.flyball.policy.scale.Tolerance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class LoadPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final LoadPolicy load = new LoadPolicy(Duration.ofSeconds(5));

    @Test
    void isAPolicyThatMembersTake() {
        assertThat(read().policy()).isPresent();
        assertThat(read().problems()).isEmpty();
    }

    @Test
    void theJumpIsNineteenTimesTheSteadyLoadForTwentyNodes() {
        assertThat(load.jump(20, 20)).isEqualTo(1_900);
    }

    @Test
    void theCooldownOutlastsTheJumpInTheAverage() {
        assertThat(load.cooldown()).isGreaterThan(load.staleAfter());
    }

    @ParameterizedTest(name = "{0} nodes, count {1}, {2} reports in the average")
    @CsvSource({"20,20,1", "20,20,3", "20,27,3", "20,90,3", "1,1,3", "200,200,3"})
    void oneReportOfOneNodeMakesOneMoreInstance(int nodes, int count, int reports) {
        double mean = (load.jump(nodes, count) + (reports - 1) * LoadPolicy.STEADY) / reports;
        int most = Math.max(count + 1, (int) (count * 1.01));
        assertThat(decided(nodes, count, mean)).isEqualTo(most);
    }

    @ParameterizedTest(name = "{0} nodes, count {1}")
    @CsvSource({"20,20", "20,27", "20,90", "1,1", "200,240"})
    void restsAtAnyCountWhileTheLoadIsSteady(int nodes, int count) {
        assertThat(decided(nodes, count, LoadPolicy.STEADY)).isEqualTo(count);
    }

    private int decided(int nodes, int count, double first) {
        List<InstanceReading> readings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            OptionalDouble value =
                    i >= nodes ? OptionalDouble.empty() : OptionalDouble.of(i == 0 ? first : LoadPolicy.STEADY);
            readings.add(new InstanceReading("n" + i, value, true));
        }
        ScalingConfig config = read().policy().flatMap(Policy::scaling).orElseThrow();
        Proposal proposal = InstanceRules.propose(config.rules().get(0), count, readings, Tolerance.DEFAULT);
        return InstanceScaling.decide(NOW, count, config, List.of(proposal), ScalingHistory.NONE)
                .decision()
                .desired();
    }

    private PolicyReader.Result read() {
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(load.yaml("bench-0"));
        return PolicyReader.read(tree);
    }
}
