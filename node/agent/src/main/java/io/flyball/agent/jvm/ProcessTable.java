package io.flyball.agent.jvm;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds the HotSpot JVMs of this user without touching them: each keeps a file of counters named after its pid. A JVM
 * that was told to hide that file is found by the name of its program.
 */
public final class ProcessTable {
    private static final Pattern PID = Pattern.compile("[1-9][0-9]{0,9}");
    private static final Path PROC = Path.of("/proc");

    private final Path counters;
    private final Object self;

    public ProcessTable() throws IOException {
        this.counters = PerfCounters.directory();
        this.self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    /** Pids of candidates, without this process; some may not be JVMs. */
    public Set<Long> candidates() {
        Set<Long> found = new TreeSet<>();
        for (String name : names(counters)) {
            add(found, name);
        }
        for (String name : names(PROC)) {
            if (PID.matcher(name).matches() && runsJava(PROC.resolve(name))) {
                add(found, name);
            }
        }
        found.remove(ProcessHandle.current().pid());
        return found;
    }

    private void add(Set<Long> found, String name) {
        if (PID.matcher(name).matches() && isMine(PROC.resolve(name))) {
            found.add(Long.parseLong(name));
        }
    }

    private boolean isMine(Path process) {
        try {
            return Files.getAttribute(process, "unix:uid").equals(self);
        } catch (IOException e) {
            return false; // ended meanwhile, or a file left behind by a killed JVM
        }
    }

    private static boolean runsJava(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("exe")).endsWith("java")
                    && !Files.readString(process.resolve("maps"), java.nio.charset.StandardCharsets.ISO_8859_1)
                            .contains("libj9");
        } catch (IOException e) {
            return false;
        }
    }

    private static Set<String> names(Path directory) {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(entry -> names.add(entry.getFileName().toString()));
        } catch (IOException e) {
            return names; // no JVM of this user ran yet
        }
        return names;
    }
}
