package io.flyball.server.http.answer;

import io.flyball.protocol.message.ControlProtocol.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A stored policy, or with {@code dryRun} one that would be.
 *
 * @param service the one it selects; absent when the stored text is no longer valid
 * @param at when it was stored, by the clock of the member that wrote it; absent with {@code dryRun}
 * @param text as it was sent
 * @param warnings what about it can hardly work as it was meant
 */
public record PolicyAnswer(
        String name,
        long revision,
        Optional<String> service,
        String author,
        String reason,
        Optional<Instant> at,
        String text,
        boolean dryRun,
        List<String> warnings) {
    public PolicyAnswer {
        warnings = List.copyOf(warnings);
    }

    public static PolicyAnswer of(String name, Entry entry, Optional<String> service, List<String> warnings) {
        return new PolicyAnswer(
                name,
                entry.revision(),
                service,
                entry.author(),
                entry.reason(),
                Optional.of(Instant.ofEpochMilli(entry.atMillis())),
                entry.value(),
                false,
                warnings);
    }

    public PolicyAnswer asDryRun() {
        return new PolicyAnswer(name, revision, service, author, reason, Optional.empty(), text, true, warnings);
    }
}
