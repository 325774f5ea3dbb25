package io.flyball.server.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** How much room is left on the disk of a store, against the reserve that is kept free. */
record StoreRoom(Path directory, long reserveBytes) {
    /** Says what is missing for an append; empty when there is room. */
    Optional<String> missing() {
        return missing(reserveBytes);
    }

    /** The same for opening the store, which has to replay its log and may write it again as files. */
    Optional<String> missingToOpen() {
        return missing(reserveBytes + logBytes());
    }

    private Optional<String> missing(long needed) {
        try {
            long usable = Files.getFileStore(directory).getUsableSpace();
            return usable >= needed
                    ? Optional.empty()
                    : Optional.of(
                            "room for history in " + directory + " = " + usable + " bytes: must be at least " + needed);
        } catch (IOException e) {
            return Optional.of("cannot see how much room there is for history in " + directory + ": " + e);
        }
    }

    private long logBytes() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // gone between list and look; opening will tell
        }
    }
}
