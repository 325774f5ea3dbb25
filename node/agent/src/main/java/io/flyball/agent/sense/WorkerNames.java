package io.flyball.agent.sense;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which threads of a JVM are workers: those that share their name but for the digits with at least one other, less those
 * of the JVM and of management. Where no two share a name, all that are left.
 *
 * <p>Example: of {@code http-nio-8080-exec-1}, {@code http-nio-8080-exec-2}, {@code http-nio-8080-Poller},
 * {@code RMI TCP Connection(1)-127.0.0.1}, {@code RMI TCP Connection(2)-127.0.0.1} and {@code main} the first two.
 */
final class WorkerNames {
    private static final List<String> NOT_OF_THE_SERVICE = List.of(
            "RMI ",
            "JMX ",
            "Attach Listener",
            "Reference Handler",
            "Finalizer",
            "Signal Dispatcher",
            "Common-Cleaner",
            "Notification Thread",
            "Service Thread",
            "Monitor Deflation",
            "C1 CompilerThread",
            "C2 CompilerThread",
            "process reaper",
            "DestroyJavaVM",
            "Java2D ",
            "GC Daemon",
            "HikariPool-",
            "Catalina-utility-",
            "container-",
            "main");

    private WorkerNames() {}

    /** @param names by thread id */
    static List<Long> workers(Map<Long, String> names) {
        Map<String, List<Long>> groups = new HashMap<>();
        names.forEach((id, name) -> {
            if (NOT_OF_THE_SERVICE.stream().noneMatch(name::startsWith)) {
                groups.computeIfAbsent(stem(name), stem -> new ArrayList<>()).add(id);
            }
        });
        boolean pools = groups.values().stream().anyMatch(group -> group.size() > 1);
        return groups.values().stream()
                .filter(group -> group.size() > 1 || !pools)
                .flatMap(List::stream)
                .sorted()
                .toList();
    }

    private static String stem(String name) {
        return name.replaceAll("[0-9]+", "#");
    }
}
