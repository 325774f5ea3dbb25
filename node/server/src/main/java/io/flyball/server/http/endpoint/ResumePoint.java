package io.flyball.server.http.endpoint;

import io.flyball.server.http.port.Decisions.Page;
import io.flyball.server.http.port.Decisions.Versioned;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.util.ByteString;

/**
 * The last event that a reader saw. Events are named {@code <decision>:<version>}.
 *
 * <p>Missed are the decisions made after it, and the changes of earlier ones. When a change happened is not stored, so
 * of the {@link #LOOK_BACK} decisions before it those that were ever changed are sent again.
 */
record ResumePoint(String id, long version) {
    static final int LOOK_BACK = 50;
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._:@-]{1,200}):([0-9]{1,18})");

    static ResumePoint parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be the id of an event of this stream, e.g. shop-3-17:2");
        }
        return new ResumePoint(matcher.group(1), Long.parseLong(matcher.group(2)));
    }

    static String of(Versioned decision) {
        return decision.decision().id() + ":" + decision.version();
    }

    /** Oldest first; where the point is not in the page, all of it after the news of a gap. */
    List<ByteString> events(Page page) {
        List<ByteString> events = new ArrayList<>();
        int place = 0;
        while (place < page.decisions().size() && !isAt(page.decisions().get(place))) {
            place++;
        }
        for (int i = 0; i < page.decisions().size() && i <= place + LOOK_BACK; i++) {
            Versioned decision = page.decisions().get(i);
            if (i < place || isAt(decision) && decision.version() > version || i > place && wasChanged(decision)) {
                events.add(DecisionEvents.decision(decision));
            }
        }
        Collections.reverse(events);
        if (place == page.decisions().size()) {
            events.addAll(0, DecisionEvents.gap("the last seen decision is older than what can be resumed"));
        }
        if (!page.problem().isEmpty()) {
            events.addAll(0, DecisionEvents.gap(page.problem()));
        }
        return events;
    }

    private boolean isAt(Versioned decision) {
        return decision.decision().id().equals(id);
    }

    private static boolean wasChanged(Versioned decision) {
        return decision.version() > 1 || decision.decision().feedback().isPresent();
    }
}
