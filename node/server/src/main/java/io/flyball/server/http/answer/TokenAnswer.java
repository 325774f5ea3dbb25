package io.flyball.server.http.answer;

import io.flyball.protocol.model.Token;

/** Which incarnation of a planner; see fencing in the concepts. */
public record TokenAnswer(long term, String owner) {
    static TokenAnswer of(Token token) {
        return new TokenAnswer(token.term(), token.owner());
    }
}
