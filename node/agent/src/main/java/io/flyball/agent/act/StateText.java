package io.flyball.agent.act;

import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.EffectReading;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The state of a node as text: one fact per line, parts separated by tabs, the last line a checksum of all before it.
 *
 * <pre>
 * flyball-node 1
 * service  shop
 * jvm      4711:88123
 * seen     3  m1@7f3a
 * last     3  m1@7f3a  5  APPLIED  currentThreadCount 4 -> 16  currentThreadCount  4.0  16.0
 * ended    0      0  APPLIED
 * in-force tomcat.maxThreads  8
 * trial    3  m1@7f3a  5
 * trial-set      tomcat.maxThreads  16
 * trial-restore  tomcat.maxThreads  8
 * end      5a0c91e2
 * </pre>
 */
final class StateText {
    private static final String HEADER = "flyball-node 1";
    private static final String END = "end\t";

    private final Map<String, List<String[]>> lines = new TreeMap<>();

    private StateText() {}

    static String encode(SavedState saved) {
        var text = new StringBuilder(HEADER).append('\n');
        NodeSettings state = saved.settings().durable();
        line(text, "service", saved.service().value());
        line(text, "jvm", saved.jvm());
        line(text, "seen", Long.toString(state.seen().term()), state.seen().owner());
        line(text, "last", executed(state.last()));
        line(text, "ended", executed(state.ended()));
        new TreeMap<>(state.inForce()).forEach((knob, value) -> line(text, "in-force", knob, Long.toString(value)));
        state.trial().ifPresent(trial -> {
            line(text, "trial", number(trial.token(), trial.revision()));
            settings(text, "trial-set", trial.settings());
            settings(text, "trial-restore", trial.restore());
        });
        state.pending().ifPresent(order -> {
            line(text, "pending", number(order.token(), order.revision()));
            settings(text, "pending-set", order.settings());
            settings(text, "pending-restore", order.restore());
        });
        if (state.learnUntil() != 0) {
            line(text, "learning");
        }
        return text + END + checksum(text.toString()) + "\n";
    }

    static SavedState decode(String text) throws UnreadableStateException {
        int end = text.lastIndexOf(END);
        if (end < 0 || !text.startsWith(HEADER + "\n")) {
            throw new UnreadableStateException("must begin with '" + HEADER + "' and end with a checksum");
        }
        String body = text.substring(0, end);
        String given = text.substring(end + END.length()).trim();
        if (!given.equals(checksum(body))) {
            throw new UnreadableStateException("checksum = '" + given + "': must be " + checksum(body));
        }
        try {
            return new StateText().parse(body);
        } catch (RuntimeException e) {
            throw new UnreadableStateException("content: " + e.getMessage());
        }
    }

    private SavedState parse(String body) {
        for (String line : body.substring(HEADER.length() + 1).split("\n")) {
            String[] parts = line.split("\t", -1);
            for (int i = 0; i < parts.length; i++) {
                parts[i] = unescape(parts[i]);
            }
            lines.computeIfAbsent(parts[0], key -> new ArrayList<>()).add(parts);
        }
        Map<String, Long> inForce = new TreeMap<>();
        settings("in-force").forEach(setting -> inForce.put(setting.knob(), setting.value()));
        String[] seen = first("seen");
        var state = new NodeSettings(
                new Token(Long.parseLong(seen[1]), seen[2]),
                executed(first("last")),
                executed(first("ended")),
                inForce,
                order("trial").map(order -> order.trialUntil(0)),
                order("pending"),
                Optional.empty(),
                lines.containsKey("learning") ? 1 : 0);
        return new SavedState(new ServiceName(first("service")[1]), first("jvm")[1], state);
    }

    private String[] first(String key) {
        List<String[]> found = lines.get(key);
        if (found == null) {
            throw new IllegalArgumentException(key + ": must be there");
        }
        return found.get(0);
    }

    private List<Setting> settings(String key) {
        return lines.getOrDefault(key, List.of()).stream()
                .map(parts -> new Setting(parts[1], Long.parseLong(parts[2])))
                .toList();
    }

    private Optional<Order> order(String key) {
        if (!lines.containsKey(key)) {
            return Optional.empty();
        }
        String[] parts = first(key);
        return Optional.of(new Order(
                new Token(Long.parseLong(parts[1]), parts[2]),
                Long.parseLong(parts[3]),
                settings(key + "-set"),
                settings(key + "-restore"),
                0));
    }

    private static Executed executed(String[] parts) {
        List<EffectReading> effects = new ArrayList<>();
        for (int i = 6; i + 2 < parts.length; i += 3) {
            effects.add(
                    new EffectReading(parts[i], Double.parseDouble(parts[i + 1]), Double.parseDouble(parts[i + 2])));
        }
        return new Executed(
                new Token(Long.parseLong(parts[1]), parts[2]),
                Long.parseLong(parts[3]),
                CommandOutcome.valueOf(parts[4]),
                parts[5],
                effects);
    }

    private static String[] executed(Executed done) {
        List<String> parts = new ArrayList<>(List.of(number(done.token(), done.revision())));
        parts.add(done.outcome().name());
        parts.add(done.detail());
        for (EffectReading effect : done.effects()) {
            parts.add(effect.attribute());
            parts.add(Double.toString(effect.before()));
            parts.add(Double.toString(effect.after()));
        }
        return parts.toArray(String[]::new);
    }

    private static String[] number(Token token, long revision) {
        return new String[] {Long.toString(token.term()), token.owner(), Long.toString(revision)};
    }

    private static void settings(StringBuilder text, String key, List<Setting> settings) {
        settings.forEach(setting -> line(text, key, setting.knob(), Long.toString(setting.value())));
    }

    private static void line(StringBuilder text, String key, String... parts) {
        text.append(key);
        for (String part : parts) {
            text.append('\t').append(escape(part));
        }
        text.append('\n');
    }

    private static String escape(String part) {
        return part.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String unescape(String part) {
        var plain = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c != '\\' || i + 1 == part.length()) {
                plain.append(c);
                continue;
            }
            char escaped = part.charAt(++i);
            plain.append(escaped == 't' ? '\t' : escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
        }
        return plain.toString();
    }

    private static String checksum(String text) {
        var crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
