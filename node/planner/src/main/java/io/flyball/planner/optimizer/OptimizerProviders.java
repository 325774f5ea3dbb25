package io.flyball.planner.optimizer;

import io.flyball.policy.optimizer.CustomOptimizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes the optimizers that one class loader brings itself. Making one and asking its name is foreign code already: it
 * runs on a thread that is given up after a while.
 */
final class OptimizerProviders {
    private static final String NAME = "[a-z][a-z0-9-]{0,62}";
    private static final String NAME_RULE = "1 to 63 lower-case letters, digits or '-', beginning with a letter";
    private static final int MOST_PROBLEMS = 20;

    private OptimizerProviders() {}

    record Found(List<LoadedOptimizer> optimizers, List<String> problems) {
        Found {
            optimizers = List.copyOf(optimizers);
            problems = List.copyOf(problems);
        }

        static Found problem(String problem) {
            return new Found(List.of(), List.of(problem));
        }
    }

    static Found load(ClassLoader loader, String source, Duration within) {
        CompletableFuture<Found> found = new CompletableFuture<>();
        Thread thread = new Thread(() -> found.complete(all(loader, source)), "flyball-optimizer-load");
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        thread.start();
        try {
            return found.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return Found.problem("did not load within " + within.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Found.problem("loading was interrupted");
        } catch (ExecutionException e) {
            return Found.problem("cannot be loaded: " + Thrown.words(e.getCause()));
        }
    }

    private static Found all(ClassLoader loader, String source) {
        List<LoadedOptimizer> optimizers = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Iterator<Provider<CustomOptimizer>> providers =
                ServiceLoader.load(CustomOptimizer.class, loader).stream().iterator();
        while (problems.size() < MOST_PROBLEMS) { // a broken provider throws, and the next call finds the next one
            try {
                if (!providers.hasNext()) {
                    break;
                }
                Provider<CustomOptimizer> provider = providers.next();
                if (provider.type().getClassLoader() == loader) { // the parent's are known
                    optimizers.add(made(provider, source));
                }
            } catch (Throwable thrown) { // of foreign constructors, or classes that cannot be linked
                problems.add(why(thrown));
            }
        }
        return new Found(optimizers, problems);
    }

    private static LoadedOptimizer made(Provider<CustomOptimizer> provider, String source) {
        CustomOptimizer optimizer = provider.get();
        String name = optimizer.name();
        if (name == null || !name.matches(NAME)) {
            String shown = name == null ? "null" : Thrown.cut(name);
            throw new IllegalArgumentException(
                    "%s.name = %s: must be %s".formatted(provider.type().getName(), shown, NAME_RULE));
        }
        return new LoadedOptimizer(name, source, optimizer);
    }

    private static String why(Throwable thrown) {
        String cause = thrown.getCause() == null ? "" : " (" + Thrown.words(thrown.getCause()) + ")";
        return Thrown.words(thrown) + cause;
    }
}
