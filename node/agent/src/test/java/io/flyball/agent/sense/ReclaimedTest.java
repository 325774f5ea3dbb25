package io.flyball.agent.sense;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReclaimedTest {
    private final Reclaimed reclaimed = new Reclaimed();

    @Test
    void whatWasFreedBeforeTheFirstLookDoesNotCount() {
        reclaimed.saw("young", 10, 500);
        assertThat(reclaimed.bytes()).isZero();
    }

    @Test
    void severalCollectionsBetweenTwoLooksCountAsMuchAsTheLastOne() {
        reclaimed.saw("young", 10, 500);
        reclaimed.saw("young", 13, 100);
        assertThat(reclaimed.bytes()).isEqualTo(300);
    }

    @Test
    void aFullCollectionIsNotCountedAgainForPausesOfAnotherCollector() {
        reclaimed.saw("young", 10, 20);
        reclaimed.saw("full", 0, 0);
        reclaimed.saw("full", 1, 224e6);
        assertThat(reclaimed.bytes()).isEqualTo(224e6);
        reclaimed.saw("young", 11, 20);
        reclaimed.saw("full", 1, 224e6);
        assertThat(reclaimed.bytes()).isEqualTo(224e6 + 20);
    }

    @Test
    void aCollectionDuringWhichTheHeapGrewFreedNothing() {
        reclaimed.saw("young", 1, 0);
        reclaimed.saw("young", 2, -5);
        assertThat(reclaimed.bytes()).isZero();
    }
}
