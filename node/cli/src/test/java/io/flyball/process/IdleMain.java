package io.flyball.process;

/** A managed JVM that does nothing, until the process that started it is gone. */
public final class IdleMain {
    private IdleMain() {}

    public static void main(String[] arguments) {
        ProcessHandle.of(Long.getLong("flyball.parent", -1))
                .ifPresent(parent -> parent.onExit().join());
    }
}
