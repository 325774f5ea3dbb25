package io.flyball.simulator.report;

import java.util.List;

/**
 * What one run of a named test says.
 *
 * @param passed whether the service did what it is meant for; a stress test passes where it carries the peak
 * @param lines in words, the answer first
 * @param load at which it broke, requests per second; NaN where it did not, or was not looked for
 * @param carried highest load that was carried; NaN where it was not looked for
 */
public record Finding(String controller, long seed, boolean passed, List<String> lines, double load, double carried) {
    public Finding {
        lines = List.copyOf(lines);
    }
}
