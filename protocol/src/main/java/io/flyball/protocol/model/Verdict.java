package io.flyball.protocol.model;

/** What validation says of a change. Too little data is {@link #INCONCLUSIVE}, never a pass. */
public enum Verdict {
    PASS,
    FAIL,
    INCONCLUSIVE
}
