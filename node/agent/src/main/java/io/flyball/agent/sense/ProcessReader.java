package io.flyball.agent.sense;

import io.flyball.agent.jvm.Collector;
import io.flyball.agent.jvm.JvmFacts;
import io.flyball.agent.jvm.ProcessFacts;
import io.flyball.agent.jvm.ProcessMemory;
import io.flyball.protocol.model.Metrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Processor, memory and time of the process as the kernel counts them; costs the JVM nothing. */
final class ProcessReader implements Reader {
    private static final int LAST_WITH_SEVERAL_MAPPINGS = 20;
    private static final double NANOS_PER_SECOND = 1e9;

    private final JvmFacts facts;
    private final int processors;
    private final Path tasks;
    private final Counter cpu = new Counter();
    private final Counter waitedTotal = new Counter();
    private Map<String, Long> waits = Map.of();
    private double waitedNanos;

    ProcessReader(JvmFacts facts, int processors) {
        this.facts = facts;
        this.processors = processors;
        this.tasks = Path.of("/proc", Long.toString(facts.pid()), "task");
    }

    @Override
    public void read(Readings readings) {
        ProcessFacts.of(facts.pid()).ifPresent(process -> {
            readings.put(Metrics.UPTIME, Uptime.of(process));
            OptionalDouble cores = cpu.perSecond(process.cpuTicks() / ProcessFacts.TICKS_PER_SECOND);
            readings.put(Metrics.CPU_CORES, cores);
            cores.ifPresent(used -> readings.put(Metrics.CPU, Math.min(1, used / processors)));
        });
        readings.put(Metrics.RSS, resident(readings));
        runQueue(readings);
    }

    private OptionalLong resident(Readings readings) {
        OptionalDouble committed = readings.value(Metrics.HEAP_COMMITTED);
        boolean several = facts.collector() == Collector.ZGC && facts.feature() <= LAST_WITH_SEVERAL_MAPPINGS;
        ProcessMemory memory = ProcessMemory.of(facts.pid());
        return several && committed.isPresent()
                ? memory.resident(Math.round(committed.getAsDouble()))
                : memory.resident();
    }

    /** Time that threads were ready to run and no processor was free, summed over threads that existed both times. */
    private void runQueue(Readings readings) {
        Map<String, Long> before = waits;
        waits = waits();
        waitedNanos += waits.entrySet().stream()
                .mapToDouble(task -> task.getValue() - before.getOrDefault(task.getKey(), task.getValue()))
                .sum();
        OptionalDouble waited = waitedTotal.perSecond(waitedNanos / NANOS_PER_SECOND);
        if (!before.isEmpty() && !waits.isEmpty()) {
            readings.put(Metrics.RUN_QUEUE_WAIT, waited);
        }
    }

    private Map<String, Long> waits() {
        Map<String, Long> found = new HashMap<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                wait(thread, found);
            }
        } catch (IOException | RuntimeException e) {
            return Map.of(); // it ended meanwhile
        }
        return found;
    }

    private static void wait(Path thread, Map<String, Long> found) {
        try {
            String[] fields = Files.readString(thread.resolve("schedstat"), StandardCharsets.ISO_8859_1)
                    .split(" ");
            found.put(thread.getFileName().toString(), Long.parseLong(fields[1]));
        } catch (IOException | RuntimeException e) {
            found.remove(thread.getFileName().toString()); // this thread ended meanwhile
        }
    }
}
