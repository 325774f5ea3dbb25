package io.flyball.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The processes of one test class. None survives it: not those it started, and not those that these started. */
final class Children implements AutoCloseable {
    private final Path directory;
    private final String mark = "flyball.test.run=" + UUID.randomUUID();
    private final List<Process> processes = new CopyOnWriteArrayList<>();

    Children(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    /** A system property that each child has on its command line, and nothing else in the world. */
    String mark() {
        return "-D" + mark;
    }

    /** {@code java} with a small heap, ended by the end of this process, and with the mark. */
    List<String> java(String heap, List<String> properties, String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                mark(),
                "-Dflyball.parent=" + ProcessHandle.current().pid()));
        properties.forEach(property -> command.add("-D" + property));
        command.addAll(List.of("-cp", classPath(), main));
        command.addAll(List.of(arguments));
        return command;
    }

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Its output goes to {@code <name>.log}, after that of earlier processes of this name. */
    Process start(String name, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()))
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            processes.add(process);
            return process;
        } catch (IOException e) {
            throw new IllegalStateException("cannot start " + name, e);
        }
    }

    String output(String name) {
        try {
            return Files.exists(log(name)) ? Files.readString(log(name)) : "";
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the log of " + name, e);
        }
    }

    private Path log(String name) {
        return directory.resolve(name + ".log");
    }

    /** {@code kill -9}, and waits until it is gone. */
    static void kill(Process process) {
        await(process.destroyForcibly());
    }

    static void signal(Process process, String name) {
        try {
            await(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start());
        } catch (IOException e) {
            throw new IllegalStateException("cannot send SIG" + name, e);
        }
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + process.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Pids of all processes that carry the mark, i.e. also of those that agents started. */
    Set<Long> alive() {
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::pid)
                .filter(this::isMarked)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isMarked(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .contains(mark);
        } catch (IOException e) {
            return false; // ended meanwhile, or none of this user's
        }
    }

    /** Waits for their ends, since files that they write must not appear while a directory is being removed. */
    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>();
        processes.forEach(process -> all.add(process.toHandle()));
        alive().forEach(pid -> ProcessHandle.of(pid).ifPresent(all::add));
        all.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
