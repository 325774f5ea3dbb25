package io.flyball.agent.sense;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllocationTest {
    private final Allocation allocation = new Allocation();

    @Test
    void growthOfTheHeapIsAllocation() {
        assertThat(allocation.total(40)).isZero();
        assertThat(allocation.total(55)).isEqualTo(15);
        assertThat(allocation.total(55)).isEqualTo(15);
    }

    @Test
    void whatACollectionFreedWasAllocatedBefore() {
        allocation.collected("young", 10, 500);
        allocation.total(40);
        allocation.collected("young", 11, 25);
        assertThat(allocation.total(30)).isEqualTo(15);
    }

    @Test
    void severalCollectionsBetweenTwoLooksCountAsMuchAsTheLastOne() {
        allocation.collected("young", 10, 500);
        allocation.total(0);
        allocation.collected("young", 13, 100);
        assertThat(allocation.total(0)).isEqualTo(300);
    }

    @Test
    void aFullCollectionOfAnIdleJvmIsNoAllocationNorAreThePausesAfterIt() {
        allocation.collected("young", 10, 20);
        allocation.collected("full", 0, 0);
        allocation.total(250);
        allocation.collected("full", 1, 224);
        assertThat(allocation.total(26)).isZero();
        allocation.collected("young", 11, 0);
        allocation.collected("full", 1, 224);
        assertThat(allocation.total(26)).isZero();
    }

    @Test
    void aHeapThatShrinksWithoutACollectionWasNotAllocatedAnew() {
        allocation.total(250);
        assertThat(allocation.total(117)).isZero();
        assertThat(allocation.total(118)).isEqualTo(1);
    }

    @Test
    void aCollectionDuringWhichTheHeapGrewFreedNothing() {
        allocation.collected("young", 1, 0);
        allocation.total(0);
        allocation.collected("young", 2, -5);
        assertThat(allocation.total(0)).isZero();
    }
}
