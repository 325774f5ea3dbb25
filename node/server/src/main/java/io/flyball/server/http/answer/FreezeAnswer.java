package io.flyball.server.http.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.flyball.protocol.message.ControlProtocol.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether planners may change anything.
 *
 * @param scope {@code global} or {@code service}
 * @param services freezes of single services; absent where the scope is a service
 */
public record FreezeAnswer(
        String scope,
        Optional<String> service,
        boolean frozen,
        long revision,
        Optional<String> reason,
        Optional<String> author,
        Optional<Instant> since,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<FreezeAnswer> services) {
    public static FreezeAnswer of(Optional<String> service, Entry entry, List<FreezeAnswer> services) {
        return new FreezeAnswer(
                scope(service),
                service,
                true,
                entry.revision(),
                Optional.of(entry.reason()),
                Optional.of(entry.author()),
                Optional.of(Instant.ofEpochMilli(entry.atMillis())),
                services);
    }

    public static FreezeAnswer thawed(Optional<String> service, long revision, List<FreezeAnswer> services) {
        return new FreezeAnswer(
                scope(service),
                service,
                false,
                revision,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                services);
    }

    private static String scope(Optional<String> service) {
        return service.isPresent() ? "service" : "global";
    }
}
