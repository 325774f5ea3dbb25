package io.flyball.agent.sense;

import io.flyball.agent.jvm.ProcessFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Seconds since a process started, by the kernel's clock. */
final class Uptime {
    private Uptime() {}

    /** NaN when the kernel does not tell. */
    static double of(ProcessFacts process) {
        try {
            String text = Files.readString(Path.of("/proc/uptime"), StandardCharsets.ISO_8859_1);
            double host = Double.parseDouble(text.substring(0, text.indexOf(' ')));
            return Math.max(0, host - process.startTicks() / ProcessFacts.TICKS_PER_SECOND);
        } catch (IOException | RuntimeException e) {
            return Double.NaN;
        }
    }
}
