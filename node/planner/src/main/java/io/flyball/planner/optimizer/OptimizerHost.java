package io.flyball.planner.optimizer;

import io.flyball.planner.optimizer.OptimizerAnswer.Accepted;
import io.flyball.planner.optimizer.OptimizerAnswer.Judged;
import io.flyball.planner.optimizer.OptimizerAnswer.Unavailable;
import io.flyball.policy.optimizer.OptimizerCheck;
import io.flyball.policy.optimizer.OptimizerRound;
import io.flyball.policy.optimizer.ServiceWindow;
import io.flyball.policy.optimizer.TrialEffect;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Asks the optimizers of a member, each on its own thread. Answers never come exceptionally and never block the caller;
 * an answer completes on a foreign thread, so that an actor pipes it to itself.
 */
public final class OptimizerHost implements AutoCloseable {
    private final Map<String, LoadedOptimizer> optimizers = new TreeMap<>();
    private final Map<String, OptimizerThread> threads = new TreeMap<>();
    private final Watchdog watchdog = new Watchdog();
    private final OptimizerCheck check;

    private OptimizerHost(List<LoadedOptimizer> loaded, OptimizerSettings settings) {
        this.check = new OptimizerCheck(settings.limits());
        for (LoadedOptimizer one : loaded) {
            optimizers.put(one.name(), one);
            ClassLoader loader = one.optimizer().getClass().getClassLoader();
            threads.put(
                    one.name(),
                    new OptimizerThread(one.name(), loader, settings.deadline(), settings.waiting(), watchdog));
        }
    }

    /** Threads begin with the first question. */
    public static OptimizerHost of(List<LoadedOptimizer> loaded, OptimizerSettings settings) {
        return new OptimizerHost(loaded, settings);
    }

    public List<LoadedOptimizer> optimizers() {
        return List.copyOf(optimizers.values());
    }

    /** What does not return though its time is over, by optimizer; for people. */
    public Map<String, String> hanging() {
        Map<String, String> hanging = new TreeMap<>();
        threads.forEach((name, thread) -> thread.hanging().ifPresent(what -> hanging.put(name, what)));
        return hanging;
    }

    /** analyze, recommend and apply: {@code Accepted}, {@code Refused} or {@code Unavailable}. */
    public CompletionStage<OptimizerAnswer> ask(String optimizer, ServiceWindow window) {
        return on(
                optimizer,
                loaded -> calls ->
                        new Accepted(OptimizerRound.of(loaded.name(), loaded.optimizer(), window, check, calls)));
    }

    /** validate: {@code Judged}, {@code Refused} or {@code Unavailable}. */
    public CompletionStage<OptimizerAnswer> judge(String optimizer, TrialEffect effect) {
        return on(
                optimizer,
                loaded -> calls -> new Judged(
                        loaded.name(),
                        calls.in(
                                "validate",
                                () -> check.feedback(loaded.optimizer().validate(effect)))));
    }

    private CompletionStage<OptimizerAnswer> on(
            String optimizer, Function<LoadedOptimizer, Function<OptimizerRound.Calls, OptimizerAnswer>> work) {
        LoadedOptimizer loaded = optimizers.get(optimizer);
        if (loaded == null) {
            return CompletableFuture.completedFuture(
                    new Unavailable(optimizer, "optimizer = " + optimizer + ": must be one of " + optimizers.keySet()));
        }
        return threads.get(optimizer).ask(work.apply(loaded));
    }

    @Override
    public void close() {
        threads.values().forEach(OptimizerThread::close);
        watchdog.close();
    }
}
