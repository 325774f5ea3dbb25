package io.flyball.simulator.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The processes of a run and the directory they write to. Closing ends the processes and removes a temporary directory; so does the
 * end of this process by a signal, and a killed one takes its children along ({@code flyball.parent}).
 */
final class Children implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 8;
    private static final int TAIL_LINES = 12;

    private final Path root;
    private final boolean keep;
    private final List<Process> processes = new ArrayList<>();
    private final Thread hook = new Thread(this::stop, "stop");

    private Children(Path root, boolean keep) {
        this.root = root;
        this.keep = keep;
    }

    /** @param wanted directory that stays; without one a temporary directory is made */
    static Children in(Optional<Path> wanted) {
        try {
            Children children = wanted.isPresent()
                    ? new Children(Files.createDirectories(wanted.get().toAbsolutePath()), true)
                    : new Children(Files.createTempDirectory("flyball-bench-"), false);
            Runtime.getRuntime().addShutdownHook(children.hook);
            return children;
        } catch (IOException e) {
            throw new BenchException("cannot make a directory: " + e.getMessage(), e);
        }
    }

    Path directory() {
        return root;
    }

    synchronized Process start(String name, JavaCommands.Command command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command.words())
                    .redirectErrorStream(true)
                    .redirectOutput(log(name).toFile())
                    .redirectInput(Path.of("/dev/null").toFile());
            builder.environment().putAll(command.environment());
            Process process = builder.start();
            processes.add(process);
            return process;
        } catch (IOException e) {
            throw new BenchException("cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** The last lines that the process wrote. */
    String tail(String name) {
        try {
            List<String> lines = Files.readAllLines(log(name));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the hook runs already
        }
    }

    private Path log(String name) {
        return root.resolve(name + ".log");
    }

    private synchronized void stop() {
        List<Process> lastFirst = new ArrayList<>(processes);
        Collections.reverse(lastFirst);
        lastFirst.forEach(Process::destroy);
        boolean patient = true;
        for (Process process : lastFirst) {
            patient = patient && ends(process);
            process.destroyForcibly();
        }
        processes.clear();
        if (!keep) {
            remove();
        }
    }

    private static boolean ends(Process process) {
        try {
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void remove() {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("cannot remove " + root + ": " + e.getMessage());
        }
    }
}
