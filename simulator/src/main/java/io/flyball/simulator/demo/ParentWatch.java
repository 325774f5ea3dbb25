package io.flyball.simulator.demo;

import java.util.Optional;

/** Ends this process when the one that started it is gone, so that a killed demo leaves nothing behind. */
public final class ParentWatch {
    /** System property with the process id to watch. */
    public static final String PROPERTY = "flyball.parent";

    private ParentWatch() {}

    /** Does nothing where the property is absent. */
    public static void start() {
        String parent = System.getProperty(PROPERTY, "");
        if (parent.isEmpty()) {
            return;
        }
        Optional<ProcessHandle> handle = ProcessHandle.of(Long.parseLong(parent));
        if (handle.isEmpty()) {
            System.exit(1);
        }
        handle.get().onExit().thenRun(() -> System.exit(1));
    }
}
