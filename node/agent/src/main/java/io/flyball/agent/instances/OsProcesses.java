package io.flyball.agent.instances;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Processes by ProcessBuilder and, on Linux, /proc. The birth is the kernel's start time in ticks since boot, with the
 * boot id; elsewhere the start instant.
 */
final class OsProcesses implements Processes {
    private static final String MARKER = "FLYBALL_INSTANCE";
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Path PROC = Path.of("/proc");

    private final Path data;

    OsProcesses(Path data) {
        this.data = data;
    }

    @Override
    public Started start(InstanceTemplate template, int index, int port, String marker) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString()); // a session of its own: Ctrl-C in the agent's terminal is not for it
        }
        template.command().forEach(word -> command.add(template.expand(word, index, port, data.toString())));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(log(template.node(index).value()).toFile());
        template.directory()
                .ifPresent(directory ->
                        builder.directory(new File(template.expand(directory, index, port, data.toString()))));
        Map<String, String> environment = builder.environment();
        template.environment()
                .forEach((name, value) -> environment.put(name, template.expand(value, index, port, data.toString())));
        environment.put("FLYBALL_SERVICE", template.service().value());
        environment.put("FLYBALL_NODE", template.node(index).value());
        environment.put(MARKER, marker);
        Process process = builder.start();
        String birth = birth(process.pid()).orElse("gone");
        return new Started(
                process.pid(), birth, process.onExit().thenApply(ended -> "exit status " + ended.exitValue()));
    }

    /** The log of the run before stays as {@code .log.1}: after a crash that is the one to read. */
    private Path log(String node) throws IOException {
        Path directory = Files.createDirectories(data.resolve("instances"));
        Path log = directory.resolve(node + ".log");
        if (Files.exists(log)) {
            Files.move(log, directory.resolve(node + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    @Override
    public boolean isAlive(long pid, String birth) {
        return birth(pid).filter(birth::equals).isPresent();
    }

    @Override
    public void terminate(long pid, String birth) {
        signal(pid, birth, ProcessHandle::destroy);
    }

    @Override
    public void kill(long pid, String birth) {
        signal(pid, birth, ProcessHandle::destroyForcibly);
    }

    /** The handle is taken before the birth is compared; it refuses a later process with the same pid itself. */
    private void signal(long pid, String birth, Consumer<ProcessHandle> signal) {
        Optional<ProcessHandle> handle = ProcessHandle.of(pid);
        if (handle.isPresent() && isAlive(pid, birth)) {
            signal.accept(handle.get());
        }
    }

    @Override
    public Optional<String> birth(long pid) {
        Path stat = PROC.resolve(Long.toString(pid)).resolve("stat");
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .flatMap(handle -> handle.info().startInstant())
                    .map(start -> "at" + start.toEpochMilli());
        }
        return stat(stat)
                .filter(fields -> !fields[0].equals("Z") && !fields[0].equals("X"))
                .map(fields -> fields[19] + "@" + bootId());
    }

    /** Fields from the third on: the second is the program's name in brackets and may hold anything. */
    private static Optional<String[]> stat(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return Optional.of(text.substring(text.lastIndexOf(')') + 2).split(" "));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String bootId() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return "boot";
        }
    }

    @Override
    public Map<String, Long> marked(String prefix) {
        Map<Long, String> found = new HashMap<>();
        try (Stream<Path> entries = Files.list(PROC)) {
            entries.filter(entry -> entry.getFileName().toString().matches("\\d+"))
                    .forEach(entry -> marker(entry)
                            .filter(marker -> marker.startsWith(prefix))
                            .ifPresent(marker -> found.put(
                                    Long.parseLong(entry.getFileName().toString()),
                                    marker.substring(prefix.length()))));
        } catch (IOException e) {
            return Map.of(); // no /proc: only what the state file names is found again
        }
        Map<String, Long> oldest = new HashMap<>();
        found.forEach((pid, rest) -> {
            boolean child = stat(PROC.resolve(pid.toString()).resolve("stat"))
                    .map(fields -> rest.equals(found.get(Long.parseLong(fields[1]))))
                    .orElse(true);
            if (!child && birth(pid).isPresent()) {
                oldest.merge(rest, pid, Math::min);
            }
        });
        return oldest;
    }

    private static Optional<String> marker(Path process) {
        try {
            String environment = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            return Stream.of(environment.split("\0"))
                    .filter(entry -> entry.startsWith(MARKER + "="))
                    .map(entry -> entry.substring(MARKER.length() + 1))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // gone, or of another user
        }
    }

    @Override
    public boolean portIsFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
