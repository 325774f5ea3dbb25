package io.flyball.agent.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code /proc/PID/stat} tells of one process. A process is the same one only while its start time is the same:
 * the kernel gives pids out again.
 *
 * @param startTicks start time in clock ticks since boot
 * @param state one letter, e.g. {@code R} running, {@code T} stopped, {@code Z} dead but not collected
 * @param cpuTicks processor time used, user and system, in clock ticks
 */
public record ProcessFacts(long pid, long startTicks, char state, long cpuTicks) {
    /** Linux reports times to user space in this unit on every architecture. */
    public static final double TICKS_PER_SECOND = 100;

    private static final int SIGQUIT_BIT = 1 << 2;

    /** Empty when there is no such process. */
    public static Optional<ProcessFacts> of(long pid) {
        try {
            return Optional.of(parse(pid, Files.readString(path(pid, "stat"), StandardCharsets.ISO_8859_1)));
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // it ended meanwhile
        }
    }

    /** The name in parentheses may contain blanks and parentheses: fields count from the last one. */
    static ProcessFacts parse(long pid, String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long cpu = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return new ProcessFacts(pid, Long.parseLong(fields[19]), fields[0].charAt(0), cpu);
    }

    /** Still this process, and not dead. */
    public boolean isAlive() {
        return of(pid).filter(now -> now.startTicks == startTicks && now.state != 'Z' && now.state != 'X')
                .isPresent();
    }

    /** Stopped by a signal or a debugger: it would not answer. */
    public boolean isStopped() {
        return state == 'T' || state == 't';
    }

    /** Identity that survives a restart of the agent: {@code <pid>:<start>}. */
    public String identity() {
        return pid + ":" + startTicks;
    }

    public List<String> arguments() {
        return zeroSeparated("cmdline");
    }

    public Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        for (String entry : zeroSeparated("environ")) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                variables.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return variables;
    }

    /**
     * Whether the process handles SIGQUIT. Attaching sends that signal; a JVM that is just starting, or runs with
     * {@code -Xrs}, would be killed by it.
     */
    public boolean survivesAttach() {
        try {
            for (String line : Files.readAllLines(path(pid, "status"), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("SigCgt:")) {
                    String mask = line.substring(7).trim();
                    return (Integer.parseInt(mask.substring(mask.length() - 1), 16) & SIGQUIT_BIT) != 0;
                }
            }
        } catch (IOException | NumberFormatException e) {
            return false;
        }
        return false;
    }

    private List<String> zeroSeparated(String file) {
        try {
            String text = Files.readString(path(pid, file), StandardCharsets.ISO_8859_1);
            return text.isEmpty() ? List.of() : Arrays.asList(text.split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Path path(long pid, String file) {
        return Path.of("/proc", Long.toString(pid), file);
    }
}
