package io.flyball.simulator.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the processes of a run are started: members and agents by the launcher of the distribution, so that what is
 * measured runs as users run it; targets by this JVM's java.
 */
final class JavaCommands {
    /** System property with the directory of the distribution. */
    static final String HOME = "flyball.home";

    private JavaCommands() {}

    /** A command and what is added to its environment. */
    record Command(List<String> words, Map<String, String> environment) {
        Command {
            words = List.copyOf(words);
            environment = Map.copyOf(environment);
        }
    }

    static Command member(String heap, List<String> options, List<String> arguments) {
        return launch("server", heap, options, arguments);
    }

    /** With the heap that agents have by default. */
    static Command agent(List<String> arguments) {
        return launch("agent", "", List.of(), arguments);
    }

    /** A small JVM that does nothing, for an agent to watch. */
    static Command target(String service, String node) {
        List<String> words = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-D" + IdleMain.PARENT + "=" + ProcessHandle.current().pid(),
                "-Dflyball.service=" + service,
                "-Dflyball.node=" + node,
                "-cp",
                System.getProperty("java.class.path"),
                IdleMain.class.getName());
        return new Command(words, Map.of());
    }

    /** Found in the command lines of this run's targets, and in no other. */
    static String targetPattern() {
        return IdleMain.PARENT.replace(".", "[.]") + "="
                + ProcessHandle.current().pid() + "[^0-9]";
    }

    private static Command launch(String verb, String heap, List<String> options, List<String> arguments) {
        List<String> java = new ArrayList<>(options);
        java.add("-Dflyball.parent=" + ProcessHandle.current().pid());
        List<String> words = new ArrayList<>(List.of(launcher(), verb));
        words.addAll(arguments);
        return new Command(
                words,
                Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "FLYBALL_HEAP", heap,
                        "FLYBALL_JAVA_OPTIONS", String.join(" ", java)));
    }

    private static String launcher() {
        Path launcher = Path.of(System.getProperty(HOME, ""), "flyball").toAbsolutePath();
        if (!Files.isExecutable(launcher)) {
            throw new BenchException(HOME + " = " + System.getProperty(HOME)
                    + ": must be the directory of a built distribution; deploy/bench.sh sets it");
        }
        return launcher.toString();
    }
}
