package io.flyball.server.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In processes of its own: the pool is made once per JVM. */
class CommonPoolTest {
    /** Tells which thread completes a future. */
    static final class Told {
        public static void main(String[] arguments) {
            CommonPool.prepare();
            System.out.print(
                    CompletableFuture.supplyAsync(() -> Thread.currentThread().getName())
                                    .join() + " " + CommonPool.isShared());
        }
    }

    @ParameterizedTest(name = "{0} processors")
    @ValueSource(ints = {1, 2, 4})
    void futuresShareThreadsOnAnyMachine(int processors) throws Exception {
        assertThat(told("-XX:ActiveProcessorCount=" + processors))
                .startsWith("ForkJoinPool.commonPool-worker")
                .endsWith("true");
    }

    @Test
    void whatTheCommandLineSaysStays() throws Exception {
        assertThat(told("-XX:ActiveProcessorCount=4", "-D" + CommonPool.PROPERTY + "=1"))
                .endsWith("false");
    }

    private static String told(String... options) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx32m", "-XX:+UseSerialGC"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Told.class.getName()));
        Process process = new ProcessBuilder(command).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return out;
    }
}
