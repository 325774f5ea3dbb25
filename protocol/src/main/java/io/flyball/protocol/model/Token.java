package io.flyball.protocol.model;

/**
 * Fencing token of one planner incarnation. A planner takes a new term durably before its first
 * command; a node refuses every token lower than the highest it has seen. Two planners that took the
 * same term at once are ordered by owner, so that exactly one of them is obeyed.
 *
 * @param term 1 or more; {@link #NONE} has 0
 * @param owner member and incarnation, e.g. {@code m1@7f3a}
 */
public record Token(long term, String owner) implements Comparable<Token> {
    /** Lower than every token a planner can hold. */
    public static final Token NONE = new Token(0, "");

    public Token {
        if (term < 0) {
            throw new IllegalArgumentException("term = " + term + ": must be 0 or more");
        }
        if (owner == null || owner.length() > 128) {
            throw new IllegalArgumentException("owner: must be 0 to 128 characters");
        }
    }

    @Override
    public int compareTo(Token other) {
        int byTerm = Long.compare(term, other.term);
        return byTerm != 0 ? byTerm : owner.compareTo(other.owner);
    }

    public boolean isOlderThan(Token other) {
        return compareTo(other) < 0;
    }

    @Override
    public String toString() {
        return term + "/" + owner;
    }
}
