package io.flyball.simulator.fleet;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a member says of its own process at {@code /metrics}.
 *
 * @param cpuSeconds of all its threads since it started
 * @param residentBytes empty where the member's system does not tell
 * @param heapBytes in use
 * @param startedAt epoch seconds; another one means another process
 */
record MemberMeters(double cpuSeconds, OptionalDouble residentBytes, double heapBytes, double startedAt) {
    private static final double NANOS = 1e9;

    /** Empty when the text does not tell the processor time. */
    static Optional<MemberMeters> of(String text) {
        OptionalDouble cpu = sum(text, "process_cpu_time_ns_total");
        return cpu.isEmpty()
                ? Optional.empty()
                : Optional.of(new MemberMeters(
                        cpu.getAsDouble() / NANOS,
                        sum(text, "process_resident_memory_bytes"),
                        sum(text, "jvm_memory_used_bytes{area=\"heap\"").orElse(0),
                        sum(text, "process_start_time_seconds").orElse(0)));
    }

    /** Of all series whose name and labels begin so; empty without one. */
    private static OptionalDouble sum(String text, String begin) {
        double[] values = text.lines()
                .filter(line -> line.startsWith(begin))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .mapToDouble(MemberMeters::number)
                .filter(Double::isFinite)
                .toArray();
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
