package io.flyball.simulator.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of the processes of a run: this JVM's java and class path, the options of the launcher. */
final class JavaCommands {
    /** Entry point of the product; by its name, for nothing here may depend on the command line module. */
    private static final String MAIN = "io.flyball.cli.Main";

    private JavaCommands() {}

    static List<String> member(String heap, List<String> options, List<String> arguments) {
        List<String> command =
                java("server", "-Xmx" + heap, "-Xss512k", "-XX:+ExitOnOutOfMemoryError", "-XX:+DisableAttachMechanism");
        command.addAll(options);
        command.addAll(List.of(MAIN, "server"));
        command.addAll(arguments);
        return command;
    }

    static List<String> agent(List<String> arguments) {
        List<String> command = java(
                "agent",
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-Xss512k",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=24m",
                "-XX:+ExitOnOutOfMemoryError");
        command.addAll(List.of(MAIN, "agent"));
        command.addAll(arguments);
        return command;
    }

    /** A small JVM that does nothing, for an agent to watch. */
    static List<String> target(String service, String node) {
        return List.of(
                binary(),
                "-Xmx64m",
                "-D" + IdleMain.PARENT + "=" + ProcessHandle.current().pid(),
                "-Dflyball.service=" + service,
                "-Dflyball.node=" + node,
                "-cp",
                System.getProperty("java.class.path"),
                IdleMain.class.getName());
    }

    /** Found in the command lines of this run's targets, and in no other. */
    static String targetPattern() {
        return IdleMain.PARENT.replace(".", "[.]") + "="
                + ProcessHandle.current().pid() + "[^0-9]";
    }

    private static List<String> java(String role, String... options) {
        List<String> command = new ArrayList<>();
        command.add(binary());
        command.add("-Dflyball.role=" + role);
        command.add("-Dflyball.parent=" + ProcessHandle.current().pid());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return command;
    }

    private static String binary() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
