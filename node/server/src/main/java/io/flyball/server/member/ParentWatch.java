package io.flyball.server.member;

/** Ends this process when the one that started it is gone, so that a killed demo leaves nothing behind. */
public final class ParentWatch {
    private ParentWatch() {}

    /** @param parent process id; 0 = none */
    public static void start(long parent, Runnable whenGone) {
        if (parent != 0) {
            ProcessHandle.of(parent).ifPresentOrElse(process -> process.onExit().thenRun(whenGone), whenGone);
        }
    }
}
