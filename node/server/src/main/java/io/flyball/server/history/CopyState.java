package io.flyball.server.history;

import io.flyball.protocol.model.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * One append on its way to several stores: asks as many as copies are wanted, asks the next one for each that fails,
 * succeeds at the required number and goes on to the wanted one. With too few candidates nobody is asked at all: the
 * sender keeps what it has.
 *
 * <p>Example: wanted 2, required 2, candidates A B C. A stores, B refuses, C is asked and stores: success.
 *
 * @param asked stores that have not answered yet, as a count
 * @param stored copies on disk
 * @param left candidates not asked yet
 * @param problems what those that failed said
 * @param done whether success or failure was told
 */
record CopyState(int required, int asked, int stored, List<String> left, List<String> problems, boolean done) {
    /** Work for the shell. */
    sealed interface Effect {}

    /** Send the append to this store. */
    record Ask(String store) implements Effect {}

    record Succeed() implements Effect {}

    record Fail(String reason) implements Effect {}

    CopyState {
        left = List.copyOf(left);
        problems = List.copyOf(problems);
    }

    static Step<CopyState, Effect> start(int wanted, int required, List<String> candidates) {
        int first = Math.min(Math.max(wanted, required), candidates.size());
        List<Effect> effects = new ArrayList<>();
        candidates.subList(0, first).forEach(store -> effects.add(new Ask(store)));
        List<String> left = candidates.subList(first, candidates.size());
        CopyState started = new CopyState(required, first, 0, left, List.of(), false);
        return started.hopeless() ? started.fail() : new Step<>(started, effects);
    }

    Step<CopyState, Effect> onStored() {
        int copies = stored + 1;
        boolean enough = !done && copies >= required;
        CopyState next = new CopyState(required, asked - 1, copies, left, problems, done || enough);
        return new Step<>(next, enough ? List.of(new Succeed()) : List.of());
    }

    Step<CopyState, Effect> onFailed(String store, String reason) {
        List<String> heard = new ArrayList<>(problems);
        heard.add(store + ": " + reason);
        if (left.isEmpty()) {
            CopyState next = new CopyState(required, asked - 1, stored, left, heard, done);
            return next.hopeless() ? next.fail() : new Step<>(next, List.of());
        }
        CopyState next = new CopyState(required, asked, stored, left.subList(1, left.size()), heard, done);
        return new Step<>(next, List.of(new Ask(left.get(0))));
    }

    private boolean hopeless() {
        return !done && stored + asked + left.size() < required;
    }

    private Step<CopyState, Effect> fail() {
        String reason = "copies = " + (stored + asked) + ": must be at least " + required
                + (problems.isEmpty() ? "" : " (" + String.join("; ", problems) + ")");
        return new Step<>(new CopyState(required, asked, stored, left, problems, true), List.of(new Fail(reason)));
    }
}
