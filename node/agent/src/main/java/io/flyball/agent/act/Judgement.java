package io.flyball.agent.act;

/** What an effect attribute says of a written value. */
public record Judgement(Kind kind, String words) {
    public enum Kind {
        /** It moved as the value asks. */
        SHOWN,
        /** It may still move. */
        PENDING,
        /** Nothing asks for more: it cannot move now. */
        NO_DEMAND,
        /** There is demand, and it does not move. */
        MISSING
    }

    public boolean isShown() {
        return kind == Kind.SHOWN;
    }
}
