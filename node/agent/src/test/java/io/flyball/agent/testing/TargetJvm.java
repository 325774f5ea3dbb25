package io.flyball.agent.testing;

import io.flyball.agent.jvm.ProcessFacts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link Target} in a process of its own; killed when closed. */
public final class TargetJvm implements AutoCloseable {
    private final Process process;
    private final int port;

    private TargetJvm(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param options of the JVM; {@code plain} starts one without Tomcat */
    public static TargetJvm start(String... options) throws IOException {
        List<String> given = new ArrayList<>(List.of("-Xmx300m"));
        given.addAll(List.of(options));
        boolean plain = given.remove("plain");
        return start(given, Target.class, plain ? List.of("plain") : List.of());
    }

    /** A {@link FaultyService} with {@code maxHeapMegabytes}. */
    public static TargetJvm start(Fault fault, int downstreamPort, int maxHeapMegabytes) throws IOException {
        List<String> options = List.of("-Xmx" + maxHeapMegabytes + "m");
        List<String> arguments = List.of(fault.name(), Integer.toString(downstreamPort));
        return start(options, FaultyService.class, arguments);
    }

    /** Another process that keeps {@code threads} threads busy; with 0 one that does nothing. */
    public static TargetJvm neighbours(int threads) throws IOException {
        return start(List.of("-Xmx32m"), Spinner.class, List.of(Integer.toString(threads)));
    }

    private static TargetJvm start(List<String> options, Class<?> main, List<String> arguments) throws IOException {
        String home = System.getProperty("flyball.target.java", System.getProperty("java.home"));
        List<String> command =
                new ArrayList<>(List.of(Path.of(home, "bin", "java").toString()));
        command.addAll(List.of("-XX:+UseG1GC", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null || !line.equals("ready") && !line.startsWith("port ")) {
            process.destroyForcibly();
            throw new IOException("the target did not start: " + String.join(" ", command));
        }
        return new TargetJvm(process, line.equals("ready") ? 0 : Integer.parseInt(line.substring("port ".length())));
    }

    public long pid() {
        return process.pid();
    }

    public ProcessFacts facts() {
        return ProcessFacts.of(pid()).orElseThrow();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public int get(String path) throws IOException {
        var connection = (HttpURLConnection) uri(path).toURL().openConnection();
        connection.setConnectTimeout(5_000);
        connection.setReadTimeout(20_000);
        int status = connection.getResponseCode();
        if (status == 200) {
            connection.getInputStream().readAllBytes();
        }
        connection.disconnect();
        return status;
    }

    /** {@code STOP}, {@code CONT}, {@code KILL}. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
