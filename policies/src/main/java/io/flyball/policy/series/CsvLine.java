package io.flyball.policy.series;

import java.util.ArrayList;
import java.util.List;

/** One line of comma separated cells; a cell may stand in double quotes, a doubled quote within means one. */
public final class CsvLine {
    private CsvLine() {}

    /** Whether a quote is opened and not closed. */
    public static boolean isOpen(String line) {
        return line.chars().filter(c -> c == '"').count() % 2 == 1;
    }

    public static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    /** Whether the first line names its columns: all texts; the first may be empty, as in an index without a name. */
    public static boolean isHeader(List<String> cells) {
        int first = cells.size() > 1 && cells.get(0).isEmpty() ? 1 : 0;
        return cells.stream()
                .skip(first)
                .allMatch(cell -> Cell.number(cell).isEmpty() && Cell.time(cell).isEmpty());
    }

    /** The first line without the byte order mark that some programs begin a file with. */
    public static String withoutMark(String line) {
        return line.startsWith("\ufeff") ? line.substring(1) : line;
    }
}
