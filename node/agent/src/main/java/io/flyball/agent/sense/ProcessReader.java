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

/** Processor, memory and time of the process as the kernel counts them; costs the JVM nothing. */
final class ProcessReader implements Reader {
    private static final int LAST_WITH_SEVERAL_MAPPINGS = 20;
    private static final double NANOS_PER_SECOND = 1e9;

    private final JvmFacts facts;
    private final int processors;
    private final Path tasks;
    private final Counter cpu = new Counter();
    private Map<String, Long> waits = Map.of();

    ProcessReader(JvmFacts facts, int processors) {
        this.facts = facts;
        this.processors = processors;
        this.tasks = Path.of("/proc", Long.toString(facts.pid()), "task");
    }

    @Override
    public void read(Readings readings) {
        ProcessFacts.of(facts.pid()).ifPresent(process -> {
            readings.put(Metrics.UPTIME, Uptime.of(process));
            cpu.increase(process.cpuTicks() / ProcessFacts.TICKS_PER_SECOND).ifPresent(seconds -> {
                readings.rate(Metrics.CPU_CORES, seconds);
                readings.rate(Metrics.CPU, Math.min(seconds / processors, readings.seconds()));
            });
        });
        readings.put(Metrics.RSS, resident(readings));
        runQueue(readings);
    }

    private java.util.OptionalLong resident(Readings readings) {
        OptionalDouble committed = readings.value(Metrics.HEAP_COMMITTED);
        boolean several = facts.collector() == Collector.ZGC && facts.feature() <= LAST_WITH_SEVERAL_MAPPINGS;
        ProcessMemory memory = ProcessMemory.of(facts.pid());
        return several && committed.isPresent()
                ? memory.resident(Math.round(committed.getAsDouble()))
                : memory.resident();
    }

    /** Time that threads were ready to run and no processor was free, summed over threads that existed both times. */
    private void runQueue(Readings readings) {
        Map<String, Long> now = waits();
        if (!waits.isEmpty() && !now.isEmpty()) {
            Map<String, Long> before = waits;
            double nanos = now.entrySet().stream()
                    .mapToDouble(task -> task.getValue() - before.getOrDefault(task.getKey(), task.getValue()))
                    .sum();
            readings.rate(Metrics.RUN_QUEUE_WAIT, Math.max(0, nanos) / NANOS_PER_SECOND);
        }
        waits = now;
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
            String[] fields = Files.readString(thread.resolve("schedstat"), StandardCharsets.ISO_8859_1).split(" ");
            found.put(thread.getFileName().toString(), Long.parseLong(fields[1]));
        } catch (IOException | RuntimeException e) {
            found.remove(thread.getFileName().toString()); // this thread ended meanwhile
        }
    }
}
