package io.flyball.server.history;

import io.flyball.protocol.model.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One append on its way to several stores: asks as many as copies are wanted, asks the next one for each that fails or
 * is slow, succeeds at the required number and goes on to the wanted one. A slow store's answer still counts when it
 * comes. With too few candidates nobody is asked at all: the sender keeps what it has.
 *
 * <p>Example: wanted 2, required 2, candidates A B C. A stores, B is slow, C is asked, B stores: success.
 *
 * @param waiting stores that were asked and have not answered, the slow ones among them
 * @param slow stores that were given a stand-in
 * @param stored copies on disk
 * @param left candidates not asked yet
 * @param problems what those that failed said
 * @param done whether success or failure was told
 */
public record CopyState(
        Copies copies,
        Set<String> waiting,
        Set<String> slow,
        int stored,
        List<String> left,
        List<String> problems,
        boolean done) {
    /** How many copies are wanted, and how many are required for success. */
    public record Copies(int wanted, int required) {}

    /** Work for the shell. */
    public sealed interface Effect {}

    /** Send the append to this store. */
    public record Ask(String store) implements Effect {}

    public record Succeed() implements Effect {}

    public record Fail(String reason) implements Effect {}

    public CopyState {
        waiting = Set.copyOf(waiting);
        slow = Set.copyOf(slow);
        left = List.copyOf(left);
        problems = List.copyOf(problems);
    }

    public static Step<CopyState, Effect> start(Copies copies, List<String> candidates) {
        CopyState start = new CopyState(copies, Set.of(), Set.of(), 0, candidates, List.of(), false);
        return start.next();
    }

    public Step<CopyState, Effect> onStored(String store) {
        return new CopyState(copies, without(waiting, store), without(slow, store), stored + 1, left, problems, done)
                .next();
    }

    public Step<CopyState, Effect> onFailed(String store, String reason) {
        List<String> heard = new ArrayList<>(problems);
        heard.add(store + ": " + reason);
        return new CopyState(copies, without(waiting, store), without(slow, store), stored, left, heard, done).next();
    }

    /** The store has not answered for a while; it may still. */
    public Step<CopyState, Effect> onSlow(String store) {
        if (!waiting.contains(store)) {
            return new Step<>(this, List.of());
        }
        Set<String> slower = new TreeSet<>(slow);
        slower.add(store);
        return new CopyState(copies, waiting, slower, stored, left, problems, done).next();
    }

    /** Whoever has not answered by now does not count any more. */
    public Step<CopyState, Effect> onDeadline() {
        List<String> heard = new ArrayList<>(problems);
        new TreeSet<>(waiting).forEach(store -> heard.add(store + ": no answer"));
        return new CopyState(copies, Set.of(), Set.of(), stored, List.of(), heard, done).next();
    }

    /** What follows from the counts alone. */
    private Step<CopyState, Effect> next() {
        boolean enough = stored >= copies.required();
        boolean hopeless = stored + waiting.size() + left.size() < copies.required();
        if (!done && (enough || hopeless)) {
            Step<CopyState, Effect> rest =
                    new CopyState(copies, waiting, slow, stored, hopeless ? List.of() : left, problems, true).next();
            List<Effect> effects = new ArrayList<>(rest.effects());
            effects.add(0, enough ? new Succeed() : new Fail(reason()));
            return new Step<>(rest.next(), effects);
        }
        return ask();
    }

    private Step<CopyState, Effect> ask() {
        int missing = Math.max(copies.wanted(), copies.required()) - stored - (waiting.size() - slow.size());
        int asked = Math.max(0, Math.min(missing, left.size()));
        List<String> now = left.subList(0, asked);
        Set<String> all = new TreeSet<>(waiting);
        all.addAll(now);
        CopyState next = new CopyState(copies, all, slow, stored, left.subList(asked, left.size()), problems, done);
        return new Step<>(next, now.stream().<Effect>map(Ask::new).toList());
    }

    private String reason() {
        return "copies = " + (stored + waiting.size()) + ": must be at least " + copies.required()
                + Optional.of(String.join("; ", problems))
                        .filter(text -> !text.isEmpty())
                        .map(text -> " (" + text + ")")
                        .orElse("");
    }

    private static Set<String> without(Set<String> stores, String gone) {
        Set<String> rest = new TreeSet<>(stores);
        rest.remove(gone);
        return rest;
    }
}
