package io.flyball.agent.jvm;

/** The JVM answered, but an MBean is missing or refused a read, a write or an operation. */
public final class MBeanRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public MBeanRefusedException(String message) {
        super(message);
    }

    MBeanRefusedException(String what, Throwable cause) {
        super("cannot " + what + ": " + rootMessage(cause), cause);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < 16; depth++) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null || message.isBlank() ? root.getClass().getSimpleName() : message;
    }
}
