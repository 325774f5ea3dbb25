package io.flyball.server.http.kit;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that someone may have meant: at most two edits away, or one beginning with the other. */
public final class NearMatches {
    private static final int MOST_EDITS = 2;
    private static final int MOST_MATCHES = 3;
    private static final int LONGEST_NAME = 128;

    private NearMatches() {}

    public static List<String> of(String name, Collection<String> known) {
        if (name.length() > LONGEST_NAME) {
            return List.of();
        }
        String wanted = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(candidate -> isNear(wanted, candidate.toLowerCase(Locale.ROOT)))
                .sorted(Comparator.<String>comparingInt(candidate -> edits(wanted, candidate.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_MATCHES)
                .toList();
    }

    private static boolean isNear(String wanted, String candidate) {
        return candidate.length() >= 3 && wanted.startsWith(candidate)
                || wanted.length() >= 3 && candidate.startsWith(wanted)
                || edits(wanted, candidate) <= Math.min(MOST_EDITS, wanted.length() / 2);
    }

    /** Levenshtein's distance with one row of memory. */
    static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
