package io.flyball.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemberMetersTest {
    private static final String TEXT = """
            # TYPE process_cpu_time_ns_total counter
            process_cpu_time_ns_total 1.033E10
            process_resident_memory_bytes 2.7E8
            process_start_time_seconds 1.79543800501E9
            jvm_memory_used_bytes{area="heap",id="G1 Eden Space"} 2.0E7
            jvm_memory_used_bytes{area="heap",id="G1 Old Gen"} 1.0E7
            jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 6.1E7
            """;

    @Test
    void addsUpWhatBelongsTogether() {
        MemberMeters meters = MemberMeters.of(TEXT).orElseThrow();
        assertThat(meters.cpuSeconds()).isEqualTo(10.33);
        assertThat(meters.residentBytes()).hasValue(2.7e8);
        assertThat(meters.heapBytes()).isEqualTo(3e7);
    }

    @Test
    void whatIsNotToldIsAbsent() {
        assertThat(MemberMeters.of("process_cpu_time_ns_total 1.0\n")
                        .orElseThrow()
                        .residentBytes())
                .isEmpty();
        assertThat(MemberMeters.of("<html>")).isEmpty();
        assertThat(MemberMeters.of("process_cpu_time_ns_total much\n")).isEmpty();
    }
}
