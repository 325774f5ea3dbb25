package io.flyball.protocol.message;

import org.apache.pekko.actor.typed.ActorRef;

/**
 * Messages of the sharded entity that is the one writer of one control key: a policy ({@code policy/<name>}) or a
 * freeze ({@code freeze/global}, {@code freeze/service/<name>}). Values are opaque text to it.
 */
public interface ControlProtocol {
    sealed interface Command {}

    /**
     * Replace the value.
     *
     * @param expectedRevision refused with {@link Conflict} unless the stored revision is this; negative = any; 0 = must not exist
     */
    record Put(String value, String author, String reason, long expectedRevision, ActorRef<Reply> replyTo)
            implements Command {}

    /** Leaves a tombstone, so that the revision goes on rising. */
    record Delete(String author, String reason, long expectedRevision, ActorRef<Reply> replyTo) implements Command {}

    record Get(ActorRef<Reply> replyTo) implements Command {}

    sealed interface Reply {}

    record Found(Entry entry) implements Reply {}

    record NotFound(long lastRevision) implements Reply {}

    record Conflict(long storedRevision) implements Reply {}

    /** Not yet durable at a majority; it may become so. Repeat the call. */
    record NotDurable(String reason) implements Reply {}

    /**
     * A stored value.
     *
     * @param atMillis wall clock of the member that wrote it; for people only
     */
    record Entry(
            String key, long revision, boolean deleted, String value, String author, String reason, long atMillis) {}

    /** Timers and adapted replies of the owning behaviour: the one seam in the seal, never sent. */
    non-sealed interface Internal extends Command {}
}
