package io.flyball.simulator.demo.run;

import io.flyball.simulator.demo.load.LoadSecond;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code load.tsv} as it grows. */
final class LoadFeed {
    private final Path file;
    private long position;

    LoadFeed(Path file) {
        this.file = file;
    }

    /** Seconds written since the last call; a line that is not whole yet waits for the next one. */
    List<LoadSecond> more() {
        List<LoadSecond> seconds = new ArrayList<>();
        if (!Files.exists(file)) {
            return seconds;
        }
        try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
            byte[] fresh = new byte[(int) Math.min(1 << 20, reader.length() - position)];
            reader.seek(position);
            reader.readFully(fresh);
            String text = new String(fresh, StandardCharsets.US_ASCII);
            int end = text.lastIndexOf('\n') + 1;
            position += end;
            text.substring(0, end)
                    .lines()
                    .filter(line -> !line.startsWith("second"))
                    .forEach(line -> seconds.add(LoadSecond.parse(line)));
        } catch (IOException e) {
            throw new DemoException("cannot read " + file, e);
        }
        return seconds;
    }
}
