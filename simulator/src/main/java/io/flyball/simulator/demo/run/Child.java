package io.flyball.simulator.demo.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One process of the demo. */
record Child(String name, Process process, Path log) {
    private static final int TAIL_LINES = 12;

    static Child start(String name, List<String> command, Path directory) throws IOException {
        Files.createDirectories(directory);
        Path log = directory.resolve(name + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        return new Child(name, process, log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new DemoException(name + " ended with status " + process.exitValue() + ":\n" + tail());
        }
    }

    /** SIGTERM, and SIGKILL after {@code patienceMillis}; true when the first was enough. */
    boolean stop(long patienceMillis) throws InterruptedException {
        process.destroy();
        if (process.waitFor(patienceMillis, TimeUnit.MILLISECONDS)) {
            return true;
        }
        process.destroyForcibly();
        process.waitFor(5, TimeUnit.SECONDS);
        return false;
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }
}
