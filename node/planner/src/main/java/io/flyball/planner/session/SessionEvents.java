package io.flyball.planner.session;

import io.flyball.protocol.model.CommandOutcome;

/** What happens on the links of a member, for its metrics. Called from many threads; must not block. */
public interface SessionEvents {
    /** A link said Hello. */
    void opened();

    /** A link that said Hello ended. */
    void closed();

    void reported();

    /** Reports are on disk at the required copies. */
    void stored(int reports);

    /** A report was dropped: its clock was too far off to be believed. */
    void skipped();

    /** Reports were stored but not shown to a planner, because it was slow or moving. */
    void unplanned(int reports);

    void appendFailed();

    /** A link ended because of a frame that could not be read. */
    void malformed();

    void answered(CommandOutcome outcome);
}
