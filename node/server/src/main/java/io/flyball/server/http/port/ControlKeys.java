package io.flyball.server.http.port;

import io.flyball.protocol.message.ControlProtocol.Entry;
import io.flyball.protocol.message.ControlProtocol.Reply;
import java.util.Collection;
import java.util.concurrent.CompletionStage;

/** Policies and freezes by control key, through the one writer of each key. All calls fail by time-out. */
public interface ControlKeys {
    /** What this member knows now of keys that begin with {@code prefix}; no deleted ones. */
    Collection<Entry> known(String prefix);

    CompletionStage<Reply> get(String key);

    /** @param expectedRevision negative = any; 0 = must not exist */
    CompletionStage<Reply> put(String key, String value, String author, String reason, long expectedRevision);

    CompletionStage<Reply> delete(String key, String author, String reason, long expectedRevision);
}
