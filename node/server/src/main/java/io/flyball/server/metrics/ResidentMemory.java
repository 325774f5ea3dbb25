package io.flyball.server.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of this process as the system sees it; heap is only a part of that. Where {@code /proc} is absent: no meter. */
final class ResidentMemory implements MeterBinder {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long KIB = 1024;

    @Override
    public void bindTo(MeterRegistry registry) {
        if (Files.isReadable(STATUS)) {
            Gauge.builder("process.resident.memory.bytes", ResidentMemory::read)
                    .description("Resident memory of this process")
                    .register(registry);
        }
    }

    private static double read() {
        try {
            return bytes(Files.readString(STATUS));
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** The line {@code VmRSS:  123456 kB}; NaN without one. */
    static double bytes(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * (double) KIB)
                .findFirst()
                .orElse(Double.NaN);
    }
}
