package io.flyball.server.http.endpoint;

import io.flyball.server.http.kit.Call;

/** Who changes something and why, as the caller says; kept with the revision. */
record Author(String name, String reason) {
    static final int LONGEST = 1_000;
    private static final String UNNAMED = "api";

    static Author of(Call call) {
        return new Author(
                call.query("author", Author::bounded).orElse(UNNAMED),
                call.query("reason", Author::bounded).orElse(""));
    }

    static String bounded(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("must be at most " + LONGEST + " characters");
        }
        return text;
    }
}
