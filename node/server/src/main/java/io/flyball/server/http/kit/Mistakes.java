package io.flyball.server.http.kit;

import io.flyball.server.http.port.Mistake;

/** Makes {@link Mistake}s fit to be shown. */
public final class Mistakes {
    private static final int LONGEST_VALUE = 200;

    private Mistakes() {}

    /** From a message such as {@code service = 'A B': must be ...}, whose rule begins with "must". */
    public static Mistake of(String path, String value, RuntimeException refusal) {
        String message = String.valueOf(refusal.getMessage());
        int rule = message.indexOf("must ");
        return new Mistake(path, shortened(value), rule < 0 ? message : message.substring(rule));
    }

    /** What a caller sent may be megabytes long. */
    public static String shortened(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
    }
}
