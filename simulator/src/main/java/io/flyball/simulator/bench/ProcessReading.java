package io.flyball.simulator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time and resident memory of a process, from {@code /proc}.
 *
 * @param cpuSeconds of all its threads, ended ones too; in steps of a hundredth
 */
record ProcessReading(double cpuSeconds, long rssBytes) {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;
    private static final long KIB = 1024;

    static ProcessReading of(long pid) {
        Path directory = Path.of("/proc", Long.toString(pid));
        try {
            return new ProcessReading(
                    cpuSeconds(Files.readString(directory.resolve("stat"))),
                    rssBytes(Files.readString(directory.resolve("status"))));
        } catch (IOException e) {
            throw new BenchException("cannot read process " + pid + ": " + e.getMessage(), e);
        }
    }

    /** User and system time. The name, second of the fields, may hold blanks and parentheses. */
    static double cpuSeconds(String stat) {
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
        return (Long.parseLong(afterName[USER_TIME]) + Long.parseLong(afterName[USER_TIME + 1])) / TICKS_PER_SECOND;
    }

    static long rssBytes(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                .findFirst()
                .orElse(0);
    }

    double mib() {
        return rssBytes / (double) (KIB * KIB);
    }
}
