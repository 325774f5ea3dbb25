package io.flyball.agent.jvm;

/**
 * Limits for every remote call of this process. RMI reads them once, when its first class is loaded, and waits for
 * ever without them.
 */
final class RmiTimeouts {
    private static final String CALL_MILLIS = "10000";

    private RmiTimeouts() {}

    /** Must run before the first use of RMI; values given on the command line stay. */
    static void install() {
        keep("sun.rmi.transport.tcp.responseTimeout", CALL_MILLIS);
        keep("sun.rmi.transport.tcp.handshakeTimeout", "5000");
        keep("sun.rmi.transport.proxy.connectTimeout", "5000");
        // An idle connection would be closed after 15 s and opened anew by the next poll, with a thread in the target.
        keep("sun.rmi.transport.connectionTimeout", "120000");
        keep("sun.tools.attach.attachTimeout", CALL_MILLIS);
    }

    private static void keep(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
