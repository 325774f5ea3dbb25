package io.flyball.agent.link;

import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;

/** Why a socket failed, in one line for the log. */
final class Failures {
    private Failures() {}

    static String inWords(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof WebSocketHandshakeException refused && refused.getResponse() != null) {
            int status = refused.getResponse().statusCode();
            return "handshake refused with HTTP " + status
                    + (status == 401 || status == 403 ? " (check flyball.agent.token)" : "");
        }
        String name = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
    }
}
