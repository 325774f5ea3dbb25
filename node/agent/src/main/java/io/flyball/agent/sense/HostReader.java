package io.flyball.agent.sense;

import io.flyball.protocol.model.Metrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The host as a whole: busy processors and pressure, the share of time in which some task waited for a resource. */
final class HostReader implements Reader {
    private static final Path STAT = Path.of("/proc/stat");
    private static final Path PRESSURE = Path.of("/proc/pressure");
    private static final double MICROS_PER_SECOND = 1e6;
    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    private static final int STEAL = 7;

    private final Counter busy = new Counter();
    private final Counter total = new Counter();
    private final Map<String, Counter> waits =
            Map.of(Metrics.PSI_CPU, new Counter(), Metrics.PSI_MEMORY, new Counter(), Metrics.PSI_IO, new Counter());

    /** Processors that this host has, whatever this process may use of them. */
    static int processors() {
        try (var lines = Files.lines(STAT, StandardCharsets.ISO_8859_1)) {
            long found = lines.filter(line -> line.matches("cpu[0-9]+ .*")).count();
            return Math.max(1, Math.toIntExact(found));
        } catch (IOException e) {
            return Runtime.getRuntime().availableProcessors();
        }
    }

    @Override
    public void read(Readings readings) {
        cpu(readings);
        pressure(readings, Metrics.PSI_CPU, "cpu");
        pressure(readings, Metrics.PSI_MEMORY, "memory");
        pressure(readings, Metrics.PSI_IO, "io");
    }

    /** Guest time is part of user time: only the first eight fields count. */
    private void cpu(Readings readings) {
        try {
            String[] fields = firstLine(STAT).substring(4).trim().split(" ");
            double all = 0;
            for (int i = 0; i <= STEAL; i++) {
                all += Double.parseDouble(fields[i]);
            }
            double idle = Double.parseDouble(fields[IDLE]) + Double.parseDouble(fields[IO_WAIT]);
            OptionalDouble worked = busy.increase(all - idle);
            OptionalDouble passed = total.increase(all);
            if (worked.isPresent() && passed.isPresent() && passed.getAsDouble() > 0) {
                readings.put(Metrics.HOST_CPU, Math.min(1, worked.getAsDouble() / passed.getAsDouble()));
            }
        } catch (IOException | RuntimeException e) {
            busy.reset(); // no host without /proc/stat is known
            total.reset();
        }
    }

    private void pressure(Readings readings, String metric, String resource) {
        try {
            String some = firstLine(PRESSURE.resolve(resource));
            double micros = Double.parseDouble(some.substring(some.indexOf("total=") + 6));
            readings.putShare(metric, waits.get(metric).perSecond(micros / MICROS_PER_SECOND));
        } catch (IOException | RuntimeException e) {
            waits.get(metric).reset(); // a kernel without pressure accounting
        }
    }

    private static String firstLine(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        return lines.get(0);
    }
}
