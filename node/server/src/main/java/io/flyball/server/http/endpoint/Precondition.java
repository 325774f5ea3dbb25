package io.flyball.server.http.endpoint;

import io.flyball.server.http.kit.Call;
import io.flyball.server.http.kit.Mistakes;
import io.flyball.server.http.kit.Problem;
import io.flyball.server.http.kit.ProblemException;
import io.flyball.server.http.port.Mistake;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which revision a write expects, from {@code If-Match} and {@code If-None-Match}. */
final class Precondition {
    private static final long ANY = -1;
    private static final Pattern REVISION = Pattern.compile("\"([0-9]{1,18})\"");

    private Precondition() {}

    /** Negative = any; 0 = must not exist. */
    static long of(Call call) {
        Optional<String> match = call.header("If-Match");
        Optional<String> noneMatch = call.header("If-None-Match");
        if (noneMatch.isPresent()) {
            if (match.isPresent() || !noneMatch.get().equals("*")) {
                throw refused("If-None-Match", noneMatch.get(), "must be * and without If-Match");
            }
            return 0;
        }
        return match.map(Precondition::revision).orElse(ANY);
    }

    private static long revision(String text) {
        Matcher matcher = REVISION.matcher(text);
        if (!matcher.matches()) {
            throw refused("If-Match", text, "must be one revision in quotes, e.g. \"3\", or \"0\" for none yet");
        }
        return Long.parseLong(matcher.group(1));
    }

    private static ProblemException refused(String header, String value, String rule) {
        return new ProblemException(
                Problem.badRequest("malformed precondition", new Mistake(header, Mistakes.shortened(value), rule)));
    }
}
