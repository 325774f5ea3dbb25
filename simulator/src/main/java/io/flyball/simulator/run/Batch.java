package io.flyball.simulator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs many plays over the machine's processors; each has one thread, and the results keep the order of the plays. */
public final class Batch {
    private final List<Play> plays;
    private final Consumer<Progress> watcher;
    private final long[] reached;
    private final double all;
    private long sum;
    private long nodeSteps;

    /**
     * @param share that is done, [0, 1]
     * @param virtualMillis that passed in all plays together
     */
    public record Progress(double share, long virtualMillis, long nodeSteps) {}

    private Batch(List<Play> plays, Consumer<Progress> watcher) {
        this.plays = plays;
        this.watcher = watcher;
        this.reached = new long[plays.size()];
        this.all = Math.max(
                1,
                plays.stream().mapToDouble(play -> play.stage().lengthMillis()).sum());
    }

    /**
     * @param watcher told now and then, one call at a time, by any thread
     * @return what came of each, in the order of the plays
     */
    public static List<Outcome> run(List<Play> plays, Consumer<Progress> watcher) {
        return new Batch(List.copyOf(plays), watcher).run();
    }

    private List<Outcome> run() {
        int threads = Math.max(1, Math.min(plays.size(), Runtime.getRuntime().availableProcessors()));
        ExecutorService pool = Executors.newFixedThreadPool(threads, Batch::daemon);
        try {
            List<Future<Outcome>> futures = new ArrayList<>();
            for (int i = 0; i < plays.size(); i++) {
                int number = i;
                futures.add(
                        pool.submit(() -> plays.get(number).go((millis, steps) -> progressed(number, millis, steps))));
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> future : futures) {
                outcomes.add(future.get());
            }
            return outcomes;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private synchronized void progressed(int number, long millis, long steps) {
        sum += millis - reached[number];
        reached[number] = millis;
        nodeSteps += steps;
        watcher.accept(new Progress(sum / all, sum, nodeSteps));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "simulation");
        thread.setDaemon(true);
        return thread;
    }
}
