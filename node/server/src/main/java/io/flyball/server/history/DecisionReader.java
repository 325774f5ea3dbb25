package io.flyball.server.history;

import io.flyball.protocol.message.HistoryProtocol.Command;
import io.flyball.protocol.message.HistoryProtocol.DecisionsFound;
import io.flyball.protocol.message.HistoryProtocol.FindDecision;
import io.flyball.protocol.message.HistoryProtocol.ReadDecisions;
import io.flyball.protocol.message.HistoryProtocol.StoredDecision;
import io.flyball.protocol.model.ServiceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** Reads decisions from all live stores, newest first, each in its highest version. */
final class DecisionReader {
    private static final int PAGE = 200;

    private final ActorSystem<?> system;
    private final Supplier<Placement> placement;
    private final Duration timeout;

    DecisionReader(ActorSystem<?> system, Supplier<Placement> placement, Duration timeout) {
        this.system = system;
        this.placement = placement;
        this.timeout = timeout;
    }

    /** Decisions up to a position until which every store's page is complete; empty when all have told everything. */
    record Merged(List<StoredDecision> decisions, Optional<DecisionPosition> through) {
        Merged {
            decisions = List.copyOf(decisions);
        }
    }

    CompletionStage<DecisionsFound> read(Optional<ServiceName> service, Optional<String> beforeId, int limit) {
        String name = service.map(ServiceName::value).orElse("");
        if (beforeId.isEmpty()) {
            return round(name, "", limit, new ArrayList<>());
        }
        return find(beforeId.get()).thenCompose(found -> {
            if (found.decisions().isEmpty()) {
                String problem = "decision " + beforeId.get() + " is not known"
                        + (found.problem().isEmpty() ? "" : "; " + found.problem());
                return CompletableFuture.completedFuture(new DecisionsFound(List.of(), problem));
            }
            String cursor = DecisionPosition.of(found.decisions().get(0)).toString();
            return round(name, cursor, limit, new ArrayList<>());
        });
    }

    /** One or none, and a problem where not every store answered. */
    CompletionStage<DecisionsFound> find(String id) {
        return Scatter.<DecisionsFound>ask(
                        placement.get(),
                        store -> AskPattern.<Command, DecisionsFound>ask(
                                store, replyTo -> new FindDecision(id, replyTo), timeout, system.scheduler()),
                        DecisionsFound::problem)
                .thenApply(gathered -> new DecisionsFound(
                        gathered.answers().stream()
                                .flatMap(answer -> answer.decisions().stream())
                                .max(Comparator.comparingLong(StoredDecision::version))
                                .map(List::of)
                                .orElse(List.of()),
                        Partial.say(gathered)));
    }

    private CompletionStage<DecisionsFound> round(
            String service, String cursor, int limit, List<StoredDecision> found) {
        int page = Math.min(PAGE, limit - found.size());
        return Scatter.<DecisionsFound>ask(
                        placement.get(),
                        store -> AskPattern.<Command, DecisionsFound>ask(
                                store,
                                replyTo -> new ReadDecisions(service, cursor, page, replyTo),
                                timeout,
                                system.scheduler()),
                        DecisionsFound::problem)
                .thenCompose(gathered -> {
                    Merged merged = merge(gathered.answers());
                    found.addAll(merged.decisions());
                    boolean more =
                            merged.through().isPresent() && gathered.problems().isEmpty();
                    if (more && found.size() < limit) {
                        return round(service, merged.through().get().toString(), limit, found);
                    }
                    List<StoredDecision> first = found.subList(0, Math.min(limit, found.size()));
                    return CompletableFuture.completedFuture(new DecisionsFound(first, Partial.say(gathered)));
                });
    }

    /** A page does not say whether it was cut, so each that is not empty is taken to end at its last decision. */
    static Merged merge(Collection<DecisionsFound> pages) {
        Optional<DecisionPosition> through = pages.stream()
                .filter(page -> !page.decisions().isEmpty())
                .map(page -> DecisionPosition.of(
                        page.decisions().get(page.decisions().size() - 1)))
                .min(Comparator.naturalOrder());
        TreeMap<DecisionPosition, StoredDecision> merged = new TreeMap<>();
        for (DecisionsFound page : pages) {
            for (StoredDecision decision : page.decisions()) {
                merged.merge(
                        DecisionPosition.of(decision),
                        decision,
                        (one, other) -> one.version() >= other.version() ? one : other);
            }
        }
        Map<DecisionPosition, StoredDecision> complete =
                through.map(last -> merged.headMap(last, true)).orElseGet(TreeMap::new);
        return new Merged(new ArrayList<>(complete.values()), through);
    }
}
