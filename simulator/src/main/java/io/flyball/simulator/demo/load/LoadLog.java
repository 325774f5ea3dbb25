package io.flyball.simulator.demo.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/** Writes one line per second to {@code load.tsv} and one per failure to {@code failures.tsv}. */
final class LoadLog implements Outcomes, AutoCloseable {
    /** Beyond this many failures only their number is kept. */
    private static final int MAX_FAILURE_LINES = 10_000;

    private static final long MAX_MICROS = 60_000_000;

    private final DayShape day;
    private final Writer seconds;
    private final Writer failures;
    private final LongSupplier epochMillis;
    private final Histogram latencies = LoadSecond.newHistogram();
    private long offered;
    private long completed;
    private long failed;
    private long shed;
    private long retried;
    private int failureLines;

    LoadLog(Path directory, DayShape day, LongSupplier epochMillis) throws IOException {
        this.day = day;
        this.epochMillis = epochMillis;
        Files.createDirectories(directory);
        seconds = Files.newBufferedWriter(directory.resolve("load.tsv"));
        failures = Files.newBufferedWriter(directory.resolve("failures.tsv"));
        seconds.write(LoadSecond.HEADER + "\n");
        seconds.flush();
        failures.write("epochMillis\tnode\treason\n");
        failures.flush();
    }

    @Override
    public void offered() {
        offered++;
    }

    @Override
    public void completed(long intendedNanos, long sentNanos, long doneNanos) {
        completed++;
        latencies.recordValue(Math.max(0, Math.min(MAX_MICROS, (doneNanos - intendedNanos) / 1_000)));
    }

    @Override
    public void failed(long intendedNanos, String node, String reason) {
        failed++;
        if (failureLines++ < MAX_FAILURE_LINES) {
            write(failures, epochMillis.getAsLong() + "\t" + node + "\t" + reason.replaceAll("\\s+", " "));
        }
    }

    @Override
    public void shed() {
        shed++;
    }

    @Override
    public void retried() {
        retried++;
    }

    @Override
    public void secondEnded(long second, int instances, int backlog) {
        write(
                seconds,
                new LoadSecond(
                                second,
                                epochMillis.getAsLong(),
                                day.phase(second),
                                day.rate(second),
                                instances,
                                offered,
                                completed,
                                failed,
                                shed,
                                retried,
                                backlog,
                                latencies)
                        .line());
        offered = 0;
        completed = 0;
        failed = 0;
        shed = 0;
        retried = 0;
        latencies.reset();
    }

    private static void write(Writer writer, String line) {
        try {
            writer.write(line + "\n");
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the load log", e);
        }
    }

    @Override
    public void close() throws IOException {
        seconds.close();
        failures.close();
    }
}
