package io.flyball.planner.optimizer;

import io.flyball.policy.optimizer.CustomOptimizer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** Jar files with optimizers that are on no other class path, compiled here. */
final class Jars {
    private static final String SERVICE = "META-INF/services/" + CustomOptimizer.class.getName();

    private final Path directory;

    Jars(Path directory) {
        this.directory = directory;
    }

    /** @param constructor what the constructor does */
    void optimizer(String jar, String type, String name, String constructor) throws IOException {
        String source = """
                package plug;
                import io.flyball.policy.optimizer.*;
                import java.util.List;
                public final class %1$s implements CustomOptimizer {
                    public %1$s() { %3$s }
                    @Override public String name() { return %2$s; }
                    @Override public Analysis analyze(ServiceWindow window) { return Analysis.NOTHING; }
                    @Override public List<NodeRecommendation> recommend(ServiceWindow window, Analysis analysis) {
                        return List.of();
                    }
                }
                """.formatted(type, name, constructor);
        Path work = Files.createTempDirectory(directory.getParent(), "plug");
        Path file = Files.writeString(work.resolve(type + ".java"), source);
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        work.toString(),
                        file.toString());
        if (failed != 0) {
            throw new IllegalStateException("cannot compile " + type);
        }
        byte[] compiled = Files.readAllBytes(work.resolve("plug").resolve(type + ".class"));
        write(jar, List.of("plug." + type), "plug/" + type + ".class", compiled);
    }

    void write(String jar, List<String> services, String entry, byte[] content) throws IOException {
        try (OutputStream out = Files.newOutputStream(directory.resolve(jar));
                JarOutputStream zip = new JarOutputStream(out)) {
            zip.putNextEntry(new JarEntry(entry));
            zip.write(content);
            zip.closeEntry();
            if (!services.isEmpty()) {
                zip.putNextEntry(new JarEntry(SERVICE));
                zip.write(String.join("\n", services).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }
}
