package io.flyball.planner.service;

import io.flyball.protocol.message.ControlProtocol.Entry;
import java.util.Optional;

/**
 * Records that wait for their majority: one write at a time, in order, and of several that wait only the newest. Every
 * attempt has a revision of its own, since a failed write may still spread.
 */
public final class RecordSaves {
    /** A write under way. */
    public record Saving(ServiceRecord record, Entry entry) {}

    private final TermClaim claim;
    private Optional<ServiceRecord> waiting = Optional.empty();
    private boolean busy;
    private long term;
    private long changes;

    public RecordSaves(TermClaim claim) {
        this.claim = claim;
    }

    /** A new term was taken; whatever waits belongs to the old one. */
    public void begin(long newTerm) {
        term = newTerm;
        changes = 0;
        waiting = Optional.empty();
    }

    public void next(ServiceRecord record) {
        waiting = Optional.of(record);
    }

    /** Every revision of this term was used: the planner needs another term. */
    public boolean exhausted() {
        return changes >= TermClaim.mostChanges();
    }

    /** Empty while a write is under way or when nothing waits. */
    public Optional<Saving> start() {
        if (busy || waiting.isEmpty()) {
            return Optional.empty();
        }
        busy = true;
        changes++;
        ServiceRecord record = waiting.get();
        return Optional.of(new Saving(record, claim.entry(record, TermClaim.revision(term, changes), "changed")));
    }

    public void ended(ServiceRecord record, boolean written) {
        busy = false;
        if (written && waiting.filter(record::equals).isPresent()) {
            waiting = Optional.empty();
        }
    }
}
