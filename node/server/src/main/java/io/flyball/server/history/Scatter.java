package io.flyball.server.history;

import io.flyball.protocol.message.HistoryProtocol.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/** One question to every store that is live. */
final class Scatter {
    private Scatter() {}

    /**
     * What came back.
     *
     * @param answers of the stores that answered without a problem
     * @param problems one line per store that did not
     */
    record Gathered<T>(List<T> answers, List<String> problems) {
        Gathered {
            answers = List.copyOf(answers);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Completes normally, always.
     *
     * @param problem of an answer; empty when there is none
     */
    static <T> CompletionStage<Gathered<T>> ask(
            Placement placement,
            Function<ActorRef<Command>, CompletionStage<T>> question,
            Function<T, String> problem) {
        List<CompletableFuture<Reply<T>>> replies = new ArrayList<>();
        for (Map.Entry<String, ActorRef<Command>> store : placement.live().entrySet()) {
            replies.add(question.apply(store.getValue())
                    .handle((answer, failure) -> Reply.of(store.getKey(), answer, failure, problem))
                    .toCompletableFuture());
        }
        return CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
                .thenApply(all -> gather(placement, replies));
    }

    private static <T> Gathered<T> gather(Placement placement, List<CompletableFuture<Reply<T>>> replies) {
        List<T> answers = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        placement.missing().forEach(store -> problems.add("store " + store + " is not reachable"));
        for (CompletableFuture<Reply<T>> done : replies) {
            Reply<T> reply = done.join();
            if (reply.problem().isEmpty()) {
                answers.add(reply.answer());
            } else {
                problems.add(reply.problem());
            }
        }
        return new Gathered<>(answers, problems);
    }

    /** The reply of one store. */
    private record Reply<T>(T answer, String problem) {
        static <T> Reply<T> of(String store, T answer, Throwable failure, Function<T, String> problem) {
            if (failure != null) {
                return new Reply<>(null, "store " + store + " does not answer");
            }
            String said = problem.apply(answer);
            return new Reply<>(answer, said.isEmpty() ? "" : "store " + store + ": " + said);
        }
    }
}
