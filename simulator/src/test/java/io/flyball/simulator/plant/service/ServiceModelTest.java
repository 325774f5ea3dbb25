package io.flyball.simulator.plant.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceModelTest {
    @Test
    void everyTraitHasADefaultAndCanBeNamed() {
        for (Trait trait : Trait.values()) {
            assertThat(ServiceModel.DEFAULTS.with(Map.of(trait.key(), trait.standard())))
                    .isEqualTo(ServiceModel.DEFAULTS);
        }
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        assertThatThrownBy(() -> ServiceModel.DEFAULTS.with(Map.of(
                        "cores", 1.5, "cpu", Double.NaN, "threads", Double.POSITIVE_INFINITY, "heapInitial", 600e6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        cores = 1.5: must be a whole number from 1 to 1024
                        cpu = NaN: must be a number from 0 to 3600
                        threads = Infinity: must be a whole number from 1 to 10000
                        heapInitial = 600000000: must be at most heapMax = 512000000""");
    }

    @Test
    void refusesATraitThatIsNotThereAndARequestThatTakesNoTime() {
        assertThatThrownBy(() -> ServiceModel.DEFAULTS.with(Map.of("thread", 4.0)))
                .hasMessageStartingWith("thread: must be one of allocation, arrivalCv2, cache,");
        assertThatThrownBy(() -> ServiceModel.DEFAULTS.with(Map.of("cpu", 0.0, "wait", 0.0, "call", 0.0)))
                .hasMessage("cpu + wait + call = 0: must be above 0, for a request takes time");
    }
}
