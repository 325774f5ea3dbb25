package io.flyball.agent.sense;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a JVM's command line without asking the JVM. */
final class MainArgument {
    private static final Set<String> WITH_VALUE = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--add-exports",
            "--add-opens",
            "--add-reads",
            "--limit-modules",
            "--patch-module",
            "--source");

    private MainArgument() {}

    /** The main class, jar or module; {@code java} when none is there. */
    static String of(List<String> arguments) {
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (WITH_VALUE.contains(argument)) {
                i++;
            } else if (!argument.startsWith("-") && !argument.startsWith("@")) {
                return argument;
            }
        }
        return "java";
    }

    /** Value of a {@code -Dkey=value} before the main class or jar. */
    static Optional<String> property(List<String> arguments, String key) {
        String prefix = "-D" + key + "=";
        return arguments.stream()
                .filter(argument -> argument.startsWith(prefix))
                .map(argument -> argument.substring(prefix.length()))
                .findFirst();
    }
}
