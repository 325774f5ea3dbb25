package io.flyball.planner.service;

import io.flyball.planner.port.ControlStore;
import io.flyball.protocol.message.ControlProtocol.Entry;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Token;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes the next term of a service: reads the record by majority, writes it with a higher term by majority, reads it
 * back. The revision of a record is {@code term * 2^20 + changes under that term}, so that whatever a planner of an older
 * term still writes loses against a newer one, at every member and in every order.
 */
public record TermClaim(ControlStore control, ServiceName service, String owner, InstantSource clock) {
    private static final int CHANGE_BITS = 20;

    /** A term that is on disk at a majority. */
    public record Claimed(Optional<ServiceRecord> remembered, ServiceRecord record, long revision) {
        public Token token() {
            return new Token(record.term(), record.owner());
        }
    }

    public static String key(ServiceName service) {
        return "service/" + service;
    }

    /** @param above the term taken is higher than this, too: nodes were seen that obey it */
    public CompletionStage<Claimed> take(long above) {
        return control.read(key(service)).thenCompose(found -> write(found, above));
    }

    private CompletionStage<Claimed> write(Optional<Entry> found, long above) {
        Optional<ServiceRecord> remembered =
                found.filter(entry -> !entry.deleted()).map(TermClaim::decode);
        long highest = Math.max(above, remembered.map(ServiceRecord::term).orElse(0L));
        long term = 1
                + Math.max(
                        highest,
                        found.map(entry -> entry.revision() >> CHANGE_BITS).orElse(0L));
        int target = remembered.map(ServiceRecord::instanceTarget).orElse(-1);
        Claimed claimed = new Claimed(remembered, new ServiceRecord(term, owner, target), term << CHANGE_BITS);
        return control.write(entry(claimed.record(), claimed.revision(), "a planner starts"))
                .thenCompose(written -> control.read(key(service)))
                .thenCompose(readBack -> confirm(claimed, readBack));
    }

    private CompletionStage<Claimed> confirm(Claimed claimed, Optional<Entry> readBack) {
        boolean ours = readBack.map(entry -> entry.author().equals(owner)).orElse(false);
        return ours
                ? CompletableFuture.completedFuture(claimed)
                : CompletableFuture.failedFuture(new IllegalStateException(
                        "another planner took term " + claimed.record().term() + " of " + service));
    }

    /** @param change 1 for the first change under the term */
    static long revision(long term, long change) {
        return (term << CHANGE_BITS) + change;
    }

    /** Changes of the record that one term has room for. */
    static long mostChanges() {
        return (1L << CHANGE_BITS) - 1;
    }

    Entry entry(ServiceRecord record, long revision, String reason) {
        return new Entry(key(service), revision, false, record.encode(), owner, reason, clock.millis());
    }

    private static ServiceRecord decode(Entry entry) {
        return ServiceRecord.decode(entry.value());
    }
}
