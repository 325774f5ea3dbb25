package io.flyball.server.history;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a member keeps history.
 *
 * @param directory of this member's store alone; made when missing
 * @param copies members that hold each row, as far as there are so many; rows are acknowledged at two
 * @param retention rows and decisions older than this are dropped, whole hours at a time
 * @param timeout after which an append or a read fails
 */
public record HistorySettings(Path directory, int copies, Duration retention, Duration timeout) {
    public static final int MOST_COPIES = 5;

    public HistorySettings {
        List<String> problems = new ArrayList<>();
        if (copies < 1 || copies > MOST_COPIES) {
            problems.add("history.copies = " + copies + ": must be 1 to " + MOST_COPIES);
        }
        if (retention.compareTo(Duration.ofHours(1)) < 0) {
            problems.add("history.retention = " + retention + ": must be one hour or longer");
        }
        if (timeout.compareTo(Duration.ofMillis(100)) < 0) {
            problems.add("history.timeout = " + timeout + ": must be 100 ms or longer");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }
}
