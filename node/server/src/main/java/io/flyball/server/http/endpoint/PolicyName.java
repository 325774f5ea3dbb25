package io.flyball.server.http.endpoint;

import java.util.regex.Pattern;

/** Names of policies have the alphabet of services. */
final class PolicyName {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");

    private PolicyName() {}

    static String require(String name) {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("must be 1 to 63 lower-case letters, digits, '.' or '-'");
        }
        return name;
    }
}
