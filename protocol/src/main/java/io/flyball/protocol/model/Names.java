package io.flyball.protocol.model;

import java.util.regex.Pattern;

/** The alphabet of identifiers: short, printable, free of characters that paths, URLs or shells treat specially. */
final class Names {
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}");

    private Names() {}

    static String service(String value) {
        return require(SERVICE, "service", value, "1 to 63 lower-case letters, digits, '.' or '-'");
    }

    static String node(String value) {
        return require(NODE, "node", value, "1 to 128 letters, digits, '.', '_', ':', '@' or '-'");
    }

    private static String require(Pattern pattern, String what, String value, String rule) {
        if (value == null || !pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " = '" + value + "': must be " + rule);
        }
        return value;
    }
}
