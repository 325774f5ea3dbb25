package io.flyball.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimizersCommandTest {
    @Test
    void listsTheBuiltInOnes() {
        Called called = Called.flyball("optimizers");
        assertThat(called.err()).isEmpty();
        assertThat(called.exit()).isEqualTo(ExitCodes.OK);
        assertThat(called.out().lines())
                .containsExactly("NAME             FROM", "idle-heap        built in", "request-threads  built in");
    }

    @Test
    void failsWhenSomethingIsLeftOutAndSaysWhy(@TempDir Path directory) throws Exception {
        Files.write(directory.resolve("broken.jar"), new byte[] {1, 2, 3});
        Called called = Called.flyball("optimizers", directory.toString());
        assertThat(called.exit()).isEqualTo(ExitCodes.FAILED);
        assertThat(called.err()).startsWith("left out: broken.jar: cannot be read as a jar file: ");
        assertThat(called.out()).contains("idle-heap");
    }

    @Test
    void aDirectoryThatIsNotThereIsAMistakeOfTheCaller(@TempDir Path directory) {
        Path missing = directory.resolve("none");
        Called called = Called.flyball("optimizers", missing.toString());
        assertThat(called.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(called.err()).contains("optimizers = " + missing + ": must be a directory that can be read");
    }
}
