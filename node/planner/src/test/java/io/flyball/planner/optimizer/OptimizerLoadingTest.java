package io.flyball.planner.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.flyball.planner.optimizer.OptimizerLoading.Result;
import io.flyball.policy.optimizer.OptimizerLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimizerLoadingTest {
    @TempDir
    private Path temporary;

    private Path directory;
    private Jars jars;

    @BeforeEach
    void makeDirectory() throws Exception {
        directory = Files.createDirectory(temporary.resolve("optimizers"));
        jars = new Jars(directory);
    }

    @Test
    void findsTheBuiltInOnesAlone() {
        Result result = OptimizerLoading.load(Optional.empty(), OptimizerSettings.DEFAULTS);
        assertThat(result.optimizers())
                .extracting(LoadedOptimizer::name)
                .containsExactly("idle-heap", "request-threads");
        assertThat(result.optimizers()).extracting(LoadedOptimizer::source).containsOnly("built in");
        assertThat(result.problems()).isEmpty();
    }

    @Test
    void findsThoseInJarsEachInItsOwnClassLoader() throws Exception {
        jars.optimizer("a.jar", "Same", "\"first\"", "");
        jars.optimizer("b.jar", "Same", "\"second\"", "");
        Files.writeString(directory.resolve("README.txt"), "not a jar");
        Result result = load();
        assertThat(result.problems()).isEmpty();
        assertThat(result.optimizers())
                .extracting(LoadedOptimizer::name, LoadedOptimizer::source)
                .contains(tuple("first", "a.jar"), tuple("second", "b.jar"))
                .hasSize(4);
    }

    @Test
    void tellsWhatIsBrokenAndLoadsTheRest() throws Exception {
        Files.write(directory.resolve("broken.jar"), new byte[] {1, 2, 3});
        jars.write("empty.jar", List.of(), "some.txt", new byte[0]);
        jars.write("lost.jar", List.of("plug.Lost"), "some.txt", new byte[0]);
        jars.write("mangled.jar", List.of("plug.Mangled"), "plug/Mangled.class", new byte[] {1, 2, 3});
        jars.write("stranger.jar", List.of("java.lang.String"), "some.txt", new byte[0]);
        jars.optimizer("good.jar", "Good", "\"good\"", "");
        jars.optimizer("nameless.jar", "Nameless", "null", "");
        jars.optimizer("shouting.jar", "Shouting", "\"SHOUT\"", "");
        jars.optimizer("throwing.jar", "Throwing", "\"throwing\"", "if (true) throw new StackOverflowError(\"deep\");");
        jars.optimizer("twin.jar", "Twin", "\"good\"", "");
        jars.optimizer("usurper.jar", "Usurper", "\"idle-heap\"", "");
        Result result = load();
        assertThat(result.optimizers())
                .extracting(LoadedOptimizer::name)
                .containsExactly("good", "idle-heap", "request-threads");
        assertThat(result.optimizers().get(1).source()).isEqualTo("built in");
        assertThat(result.problems()).hasSize(10);
        assertThat(problem(result, "broken.jar")).startsWith("broken.jar: cannot be read as a jar file: ");
        assertThat(problem(result, "empty.jar"))
                .isEqualTo("empty.jar: has no META-INF/services/io.flyball.policy.optimizer.CustomOptimizer,"
                        + " which names the optimizers in it");
        assertThat(problem(result, "lost.jar")).contains("Provider plug.Lost not found");
        assertThat(problem(result, "mangled.jar")).contains("java.lang.ClassFormatError");
        assertThat(problem(result, "stranger.jar"))
                .startsWith("stranger.jar: names no optimizer in META-INF/services/");
        assertThat(problem(result, "nameless.jar"))
                .isEqualTo("nameless.jar: java.lang.IllegalArgumentException: plug.Nameless.name = null: must be"
                        + " 1 to 63 lower-case letters, digits or '-', beginning with a letter");
        assertThat(problem(result, "shouting.jar")).contains("plug.Shouting.name = SHOUT: must be");
        assertThat(problem(result, "throwing.jar"))
                .contains("Provider plug.Throwing could not be instantiated (java.lang.StackOverflowError: deep)");
        assertThat(problem(result, "twin.jar")).isEqualTo("twin.jar: optimizer good is there already, from good.jar");
        assertThat(problem(result, "usurper.jar"))
                .isEqualTo("usurper.jar: optimizer idle-heap is there already, from built in");
    }

    @Test
    void aConstructorThatHangsIsGivenUp() throws Exception {
        jars.optimizer("hanging.jar", "Hanging", "\"hanging\"", "while (!Thread.interrupted()) Thread.onSpinWait();");
        OptimizerSettings settings =
                new OptimizerSettings(Duration.ofSeconds(1), 1, 32, Duration.ofMillis(200), OptimizerLimits.DEFAULTS);
        Result result = OptimizerLoading.load(Optional.of(directory), settings);
        assertThat(problem(result, "hanging.jar")).isEqualTo("hanging.jar: did not load within 200 ms");
    }

    @Test
    void loadsNoMoreThanItsBound() throws Exception {
        jars.optimizer("good.jar", "Good", "\"good\"", "");
        OptimizerSettings settings =
                new OptimizerSettings(Duration.ofSeconds(1), 1, 2, Duration.ofSeconds(60), OptimizerLimits.DEFAULTS);
        assertThat(OptimizerLoading.load(Optional.of(directory), settings).problems())
                .containsExactly("good.jar: optimizer good is one too many, at most 2 are loaded");
    }

    @Test
    void aDirectoryThatIsNotThereIsAMistake() {
        assertThatThrownBy(
                        () -> OptimizerLoading.load(Optional.of(directory.resolve("none")), OptimizerSettings.DEFAULTS))
                .hasMessage("optimizers = " + directory.resolve("none") + ": must be a directory that can be read");
    }

    private Result load() {
        OptimizerSettings patient =
                new OptimizerSettings(Duration.ofSeconds(1), 1, 32, Duration.ofSeconds(60), OptimizerLimits.DEFAULTS);
        return OptimizerLoading.load(Optional.of(directory), patient);
    }

    private static String problem(Result result, String jar) {
        return result.problems().stream()
                .filter(problem -> problem.startsWith(jar + ":"))
                .findFirst()
                .orElse("none of " + result.problems());
    }
}
