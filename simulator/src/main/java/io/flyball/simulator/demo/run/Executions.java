package io.flyball.simulator.demo.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the journals of executed commands that the agent keeps beside the state of its nodes. */
final class Executions {
    private Executions() {}

    static List<Execution> read(Path agentData) {
        Path directory = agentData.resolve("nodes");
        List<Execution> executions = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return executions;
        }
        try (var files = Files.newDirectoryStream(directory, "*.commands.log")) {
            for (Path file : files) {
                String node = file.getFileName().toString().replace(".commands.log", "");
                Files.readAllLines(file).forEach(line -> parse(node, line).ifPresent(executions::add));
            }
        } catch (IOException e) {
            throw new DemoException("cannot read " + directory, e);
        }
        return executions;
    }

    /** {@code time TAB term TAB owner TAB revision TAB what TAB ...}; a line cut short by a crash is no evidence. */
    static Optional<Execution> parse(String node, String line) {
        String[] cells = line.split("\t");
        if (cells.length < 5) {
            return Optional.empty();
        }
        return Optional.of(new Execution(node, Long.parseLong(cells[1]), Long.parseLong(cells[3]), cells[4]));
    }
}
