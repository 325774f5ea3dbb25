package io.flyball.planner.optimizer;

import io.flyball.planner.optimizer.OptimizerProviders.Found;
import io.flyball.policy.optimizer.CustomOptimizer;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Finds optimizers: those on the class path, and those in the jar files of a directory, each jar in a class loader of its
 * own below the planner's, so that two may bring different versions of a library. What cannot be loaded is told and left
 * out; the others work.
 */
public final class OptimizerLoading {
    private static final String SERVICE = "META-INF/services/" + CustomOptimizer.class.getName();
    private static final String BUILT_IN = "built in";

    private final OptimizerSettings settings;
    private final Map<String, LoadedOptimizer> found = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private OptimizerLoading(OptimizerSettings settings) {
        this.settings = settings;
    }

    /** @param problems why something was left out, each with its file */
    public record Result(List<LoadedOptimizer> optimizers, List<String> problems) {
        public Result {
            optimizers = List.copyOf(optimizers);
            problems = List.copyOf(problems);
        }
    }

    /**
     * @param directory with jar files; empty = those on the class path only
     * @throws IllegalArgumentException when the directory cannot be read
     */
    public static Result load(Optional<Path> directory, OptimizerSettings settings) {
        OptimizerLoading loading = new OptimizerLoading(settings);
        loading.from(CustomOptimizer.class.getClassLoader(), BUILT_IN);
        directory.ifPresent(loading::fromDirectory);
        return new Result(List.copyOf(loading.found.values()), loading.problems);
    }

    private void fromDirectory(Path directory) {
        for (Path jar : jars(directory)) {
            Optional<String> problem = problem(jar);
            if (problem.isPresent()) {
                problems.add(jar.getFileName() + ": " + problem.get());
            } else {
                from(loader(jar), jar.getFileName().toString());
            }
        }
    }

    private static List<Path> jars(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException | SecurityException e) {
            throw new IllegalArgumentException(
                    "optimizers = " + directory + ": must be a directory that can be read", e);
        }
    }

    private static Optional<String> problem(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.getEntry(SERVICE) == null
                    ? Optional.of("has no " + SERVICE + ", which names the optimizers in it")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot be read as a jar file: " + e.getMessage());
        }
    }

    /** Never closed: classes of an optimizer are loaded as it needs them, for as long as the member runs. */
    private static ClassLoader loader(Path jar) {
        try {
            return new URLClassLoader(new URL[] {jar.toUri().toURL()}, CustomOptimizer.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("optimizers = " + jar + ": must be a file name", e);
        }
    }

    private void from(ClassLoader loader, String source) {
        Found loaded = OptimizerProviders.load(loader, source, settings.loadWithin());
        loaded.problems().forEach(problem -> problems.add(source + ": " + problem));
        if (loaded.optimizers().isEmpty() && loaded.problems().isEmpty()) {
            problems.add(source + ": names no optimizer in " + SERVICE);
        }
        loaded.optimizers().forEach(this::add);
    }

    private void add(LoadedOptimizer one) {
        LoadedOptimizer first = found.get(one.name());
        if (first != null) {
            problems.add(
                    "%s: optimizer %s is there already, from %s".formatted(one.source(), one.name(), first.source()));
        } else if (found.size() >= settings.mostOptimizers()) {
            problems.add("%s: optimizer %s is one too many, at most %d are loaded"
                    .formatted(one.source(), one.name(), settings.mostOptimizers()));
        } else {
            found.put(one.name(), one);
        }
    }
}
