package io.flyball.cli.series;

import io.flyball.policy.series.CsvLine;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a copy of a series' file with one more column; nothing else of its lines changes. */
public final class ScoredFile {
    private ScoredFile() {}

    /**
     * @param scores one per row of values, in the order of the file
     * @param to replaced as a whole, so that an interrupted run leaves no half of a file
     */
    public static void write(Path from, double[] scores, Path to) throws IOException {
        Path part = Files.createTempFile(
                to.toAbsolutePath().getParent(), to.getFileName().toString(), ".part");
        try {
            try (BufferedReader in = Files.newBufferedReader(from, StandardCharsets.UTF_8);
                    BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                copy(in, scores, out);
            }
            Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void copy(BufferedReader in, double[] scores, BufferedWriter out) throws IOException {
        String line;
        int row = 0;
        boolean first = true;
        while ((line = in.readLine()) != null) {
            if (line.isBlank()) {
                continue;
            }
            boolean isHeader = first && CsvLine.isHeader(CsvLine.cells(CsvLine.withoutMark(line)));
            first = false;
            out.write(line.stripTrailing());
            out.write(',');
            out.write(isHeader ? "score" : Double.toString(scores[row++]));
            out.write('\n');
        }
    }
}
