package io.flyball.simulator.demo.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flyball.simulator.demo.ParentWatch;
import io.flyball.simulator.demo.load.LoadMain;
import io.flyball.simulator.demo.service.ShopMain;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.apache.catalina.startup.Tomcat;

/** Command lines of the demo's processes: this JVM's java, small heaps, quick start, and a watch on this process. */
final class JavaCommand {
    /** Entry point of the product; by its name, for nothing here may depend on the command line module. */
    private static final String MAIN = "io.flyball.cli.Main";

    private JavaCommand() {}

    static List<String> member(String name, int http, int cluster, List<Integer> join, Path data) {
        List<String> command =
                java("server", "-Xmx256m", "-Xss512k", "-XX:+UseSerialGC", "-XX:+DisableAttachMechanism");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "server"));
        command.addAll(List.of("--name", name, "--http", "127.0.0.1:" + http, "--cluster", "127.0.0.1:" + cluster));
        command.addAll(List.of("--data", data.toString()));
        join.forEach(port -> command.addAll(List.of("--join", "127.0.0.1:" + port)));
        return command;
    }

    static List<String> agent(Path config) {
        List<String> command = java("agent", "-Xmx48m", "-Xss512k", "-XX:+UseSerialGC");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, "agent"));
        command.addAll(List.of("--config", config.toString()));
        return command;
    }

    static List<String> load(Path endpoints, Path out, Duration day, boolean once) {
        List<String> command = java("demo", "-Xmx64m", "-Xss512k", "-XX:+UseSerialGC");
        command.addAll(List.of(
                "-cp", classPath(LoadMain.class, Histogram.class, ObjectMapper.class), LoadMain.class.getName()));
        command.addAll(List.of("--endpoints", endpoints.toString(), "--out", out.toString(), "--day", day.toString()));
        if (once) {
            command.addAll(List.of("--for", day.toString()));
        }
        return command;
    }

    /**
     * The shop, as an agent starts it: {@code {service}}, {@code {node}} and {@code {port}} are the agent's. On its class
     * path are this module, for its own classes, and Tomcat.
     */
    static List<String> shop(Duration cartTtl) {
        return List.of(
                javaBinary(),
                "-Xms32m",
                "-Xmx320m",
                "-XX:+UseG1GC",
                "-XX:TieredStopAtLevel=1",
                ownMark(),
                "-Dflyball.service={service}",
                "-Dflyball.node={node}",
                "-Dflyball.scrape=http://127.0.0.1:{port}/metrics",
                "-cp",
                classPath(ShopMain.class, Tomcat.class, jakarta.annotation.PostConstruct.class),
                ShopMain.class.getName(),
                "--port",
                "{port}",
                "--cart-ttl-seconds",
                Long.toString(cartTtl.toSeconds()));
    }

    /** On the command line of every process of this demo, and of no other. */
    static String ownMark() {
        return "-D" + ParentWatch.PROPERTY + "=" + ProcessHandle.current().pid();
    }

    private static List<String> java(String role, String... flags) {
        List<String> command = new ArrayList<>();
        command.add(javaBinary());
        command.addAll(List.of(flags));
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+ExitOnOutOfMemoryError");
        // where the distribution keeps RocksDB's native library
        command.add("-Djava.library.path=" + System.getProperty("java.library.path"));
        command.add("-Dflyball.role=" + role);
        command.add(ownMark());
        return command;
    }

    private static String javaBinary() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The jars or directories that these classes came from, and Jackson's parts beside its databind. */
    private static String classPath(Class<?>... classes) {
        Set<String> entries = new LinkedHashSet<>();
        for (Class<?> type : classes) {
            entries.add(origin(type));
            if (type == ObjectMapper.class) {
                entries.add(origin(com.fasterxml.jackson.core.JsonFactory.class));
                entries.add(origin(com.fasterxml.jackson.annotation.JsonCreator.class));
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static String origin(Class<?> type) {
        try {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new DemoException("cannot find where " + type + " came from", e);
        }
    }
}
