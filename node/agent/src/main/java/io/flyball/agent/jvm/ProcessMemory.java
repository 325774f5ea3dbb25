package io.flyball.agent.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Memory of a process from {@code /proc/PID/status}. The exact {@code smaps_rollup} is not read: that takes 30 to 60 ms
 * under a lock which stops the process.
 */
public final class ProcessMemory {
    private static final long KIB = 1024;

    private final Map<String, Long> kibibytes;

    private ProcessMemory(Map<String, Long> kibibytes) {
        this.kibibytes = kibibytes;
    }

    public static ProcessMemory of(long pid) {
        Map<String, Long> found = new HashMap<>();
        try {
            Path status = Path.of("/proc", Long.toString(pid), "status");
            for (String line : Files.readAllLines(status, StandardCharsets.ISO_8859_1)) {
                if (line.endsWith(" kB")) {
                    int colon = line.indexOf(':');
                    String number = line.substring(colon + 1, line.length() - 3).trim();
                    found.put(line.substring(0, colon), Long.parseLong(number));
                }
            }
        } catch (IOException | NumberFormatException e) {
            return new ProcessMemory(Map.of()); // it ended meanwhile
        }
        return new ProcessMemory(found);
    }

    /** Bytes in memory. */
    public OptionalLong resident() {
        return bytes("VmRSS");
    }

    /**
     * Bytes in memory of a process that maps its heap several times, as ZGC did up to JDK 20: shared pages count once
     * per mapping, so no more of them are believed than the heap has committed.
     */
    public OptionalLong resident(long committedHeap) {
        OptionalLong all = resident();
        OptionalLong shared = bytes("RssShmem");
        if (all.isEmpty() || shared.isEmpty()) {
            return all;
        }
        long counted = shared.getAsLong();
        return OptionalLong.of(all.getAsLong() - counted + Math.min(counted, committedHeap));
    }

    private OptionalLong bytes(String key) {
        Long found = kibibytes.get(key);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found * KIB);
    }
}
