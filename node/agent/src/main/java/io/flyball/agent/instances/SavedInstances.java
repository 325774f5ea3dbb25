package io.flyball.agent.instances;

import io.flyball.agent.instances.Instance.SavedInstance;
import io.flyball.protocol.model.Token;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the supervisor of one service must not forget, as lines of text:
 *
 * <pre>
 *   flyball instances 1
 *   term=12
 *   owner=m1%407f3a
 *   revision=4
 *   target=2
 *   instance=1 9001 4711 ready 8812345@7c9e6679-7425
 *   end
 * </pre>
 */
public record SavedInstances(Token token, long revision, int target, List<SavedInstance> instances) {
    private static final String HEADER = "flyball instances 1";

    public SavedInstances {
        instances = List.copyOf(instances);
    }

    public String encode() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        text.append("term=").append(token.term()).append('\n');
        text.append("owner=")
                .append(URLEncoder.encode(token.owner(), StandardCharsets.UTF_8))
                .append('\n');
        text.append("revision=").append(revision).append('\n');
        text.append("target=").append(target).append('\n');
        for (SavedInstance instance : instances) {
            text.append("instance=").append(instance.index()).append(' ');
            text.append(instance.port()).append(' ').append(instance.pid()).append(' ');
            text.append(instance.ready() ? "ready" : "starting").append(' ');
            text.append(instance.birth()).append('\n');
        }
        return text.append("end\n").toString();
    }

    /** @throws IllegalArgumentException when the text is not complete, or not of this form */
    public static SavedInstances decode(String text) {
        List<String> lines = text.lines().toList();
        require(lines.size() >= 6 && lines.get(0).equals(HEADER), "first line", "'" + HEADER + "'");
        require(lines.get(lines.size() - 1).equals("end"), "last line", "'end'");
        Map<String, String> values = new HashMap<>();
        List<SavedInstance> instances = new ArrayList<>();
        for (String line : lines.subList(1, lines.size() - 1)) {
            int equals = line.indexOf('=');
            require(equals > 0, "line '" + line + "'", "key=value");
            if (line.startsWith("instance=")) {
                instances.add(instance(line.substring(equals + 1)));
            } else {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        require(values.keySet().containsAll(List.of("term", "owner", "revision", "target")), "file", "complete");
        String owner = URLDecoder.decode(values.get("owner"), StandardCharsets.UTF_8);
        return new SavedInstances(
                new Token(Long.parseLong(values.get("term")), owner),
                Long.parseLong(values.get("revision")),
                Integer.parseInt(values.get("target")),
                instances);
    }

    private static SavedInstance instance(String text) {
        String[] parts = text.split(" ", -1);
        require(parts.length == 5, "instance = '" + text + "'", "index, port, pid, ready or starting, birth");
        return new SavedInstance(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Long.parseLong(parts[2]),
                parts[4],
                parts[3].equals("ready"));
    }

    private static void require(boolean holds, String what, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(what + ": must be " + rule);
        }
    }
}
