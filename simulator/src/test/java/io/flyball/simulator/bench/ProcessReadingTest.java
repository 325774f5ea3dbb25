package io.flyball.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessReadingTest {
    @Test
    void addsUserAndSystemTimeWhateverTheProcessIsCalled() {
        String stat = "4711 (java ) R (x) S 1 4711 4711 0 -1 4194304 9 0 0 0 1250 250 0 0 20 0 30 0 99 1 2\n";
        assertThat(ProcessReading.cpuSeconds(stat)).isEqualTo(15.0);
    }

    @Test
    void readsResidentMemory() {
        assertThat(ProcessReading.rssBytes("Name:\tjava\nVmRSS:\t   65536 kB\nThreads:\t12\n"))
                .isEqualTo(64L << 20);
    }

    @Test
    void readsThisProcess() {
        ProcessReading self = ProcessReading.of(ProcessHandle.current().pid());
        assertThat(self.cpuSeconds()).isPositive();
        assertThat(self.mib()).isGreaterThan(10);
    }
}
