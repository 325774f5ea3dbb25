package io.flyball.simulator.plane.member;

import io.flyball.planner.port.ControlStore;
import io.flyball.protocol.message.ControlProtocol.Entry;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The control state of one member: a register per key, merged by revision, then by the second of its writing, then by
 * author, as the replicated register of production is. Reads and writes wait for a majority; a write that fails may
 * still spread.
 */
final class ControlReplica implements ControlStore {
    private static final long READ_WITHIN = 3_000;
    private static final long WRITE_WITHIN = 4_000;
    private static final int SECOND_BITS = 20;
    private static final Comparator<Entry> BY_AGE =
            Comparator.comparingLong(ControlReplica::stamp).thenComparing(Entry::author);

    private final SimMember member;
    private final MemberScene scene;
    private final Map<String, Entry> disk = new TreeMap<>();

    ControlReplica(SimMember member, MemberScene scene) {
        this.member = member;
        this.scene = scene;
    }

    private static long stamp(Entry entry) {
        return (entry.revision() << SECOND_BITS) | ((entry.atMillis() / 1000) & ((1 << SECOND_BITS) - 1));
    }

    void merge(Entry entry) {
        disk.merge(entry.key(), entry, (a, b) -> BY_AGE.compare(a, b) >= 0 ? a : b);
    }

    Collection<Entry> all() {
        return List.copyOf(disk.values());
    }

    @Override
    public CompletionStage<Optional<Entry>> read(String key) {
        var answer = new CompletableFuture<Optional<Entry>>();
        ask(
                scene.majority(),
                READ_WITHIN,
                answer,
                other -> other.control().disk.get(key),
                (other, found) -> {
                    if (found != null) {
                        merge(found);
                    }
                },
                () -> Optional.ofNullable(disk.get(key)));
        return answer;
    }

    @Override
    public CompletionStage<Entry> write(Entry entry) {
        Entry known = disk.get(entry.key());
        if (known != null && !known.equals(entry) && stamp(known) >= stamp(entry)) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("revision " + known.revision() + " is stored by now"));
        }
        merge(entry);
        var answer = new CompletableFuture<Entry>();
        ask(
                scene.majority(),
                WRITE_WITHIN,
                answer,
                other -> {
                    other.control().merge(entry);
                    return entry;
                },
                (other, stored) -> {},
                () -> entry);
        return answer;
    }

    private interface Question {
        Entry at(SimMember other);
    }

    private interface Heard {
        void from(SimMember other, Entry entry);
    }

    private <T> void ask(
            int needed, long within, CompletableFuture<T> answer, Question question, Heard heard, Supplier<T> result) {
        Set<String> answered = new TreeSet<>();
        for (SimMember other : scene.members()) {
            scene.network().tell(member.host(), other.host(), () -> {
                Entry entry = question.at(other);
                scene.network().tell(other.host(), member.host(), () -> {
                    if (!answer.isDone() && answered.add(other.name())) {
                        heard.from(other, entry);
                        if (answered.size() >= needed) {
                            answer.complete(result.get());
                        }
                    }
                });
            });
        }
        member.host().after(within, () -> {
            if (!answer.isDone()) {
                answer.completeExceptionally(new IllegalStateException("no majority of members answered"));
            }
        });
    }

    @Override
    public Collection<Entry> known(String prefix) {
        return disk.values().stream()
                .filter(entry -> entry.key().startsWith(prefix) && !entry.deleted())
                .toList();
    }

    @Override
    public Subscription watch(String prefix, Consumer<Entry> listener) {
        throw new UnsupportedOperationException("orders come from People");
    }
}
