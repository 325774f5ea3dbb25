package io.flyball.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What an agent keeps on its disk: the only witness that neither agent nor planner can talk into anything. */
record AgentFiles(Path data) {
    /** One command that was written into a JVM. */
    record Execution(String node, long term, String owner, long revision, String kind, String settings) {}

    /** @param restore what a trial that is on record goes back to; empty while there is none */
    record NodeState(long term, String owner, OptionalInt restore) {
        boolean trial() {
            return restore.isPresent();
        }
    }

    /** Of the agent's template. */
    record Instances(long term, long revision, int target, List<Long> pids) {}

    /** Every line of every node's journal, in order per node. */
    List<Execution> executions() {
        List<Execution> all = new ArrayList<>();
        Path nodes = data.resolve("nodes");
        if (!Files.isDirectory(nodes)) {
            return all;
        }
        try (var files = Files.newDirectoryStream(nodes, "*.commands.log")) {
            for (Path file : files) {
                String node = file.getFileName().toString().replace(".commands.log", "");
                for (String line : Files.readAllLines(file)) {
                    String[] cells = line.split("\t");
                    all.add(new Execution(
                            node, Long.parseLong(cells[1]), cells[2], Long.parseLong(cells[3]), cells[4], cells[5]));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + nodes, e);
        }
        return all;
    }

    Optional<NodeState> node(String node) {
        return text("nodes/" + node + ".state").map(text -> {
            Map<String, String[]> lines = new HashMap<>();
            text.lines().map(line -> line.split("\t")).forEach(parts -> lines.put(parts[0], parts));
            String[] seen = lines.get("seen");
            String[] restore = lines.get("trial-restore");
            return new NodeState(
                    Long.parseLong(seen[1]),
                    seen.length > 2 ? seen[2] : "",
                    restore == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(restore[2])));
        });
    }

    Optional<Instances> instances(String service) {
        return text("instances/" + service + ".state").map(text -> {
            Map<String, Long> values = new HashMap<>();
            List<Long> pids = new ArrayList<>();
            for (String line : text.lines().toList()) {
                if (line.startsWith("instance=")) {
                    pids.add(Long.parseLong(line.split(" ")[2]));
                } else if (line.matches("[a-z]+=[0-9]+")) {
                    values.put(line.split("=")[0], Long.parseLong(line.split("=")[1]));
                }
            }
            return new Instances(
                    values.get("term"),
                    values.get("revision"),
                    values.get("target").intValue(),
                    pids);
        });
    }

    private Optional<String> text(String file) {
        try {
            return Optional.of(Files.readString(data.resolve(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }
}
