package io.flyball.simulator.scenario;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Names of files in a document: relative to the folder of the document. */
final class Beside {
    private Beside() {}

    /** Nothing where the text can be no name of a file. */
    static Optional<Path> of(Path folder, String name) {
        try {
            return Optional.of(folder.resolve(name));
        } catch (InvalidPathException impossible) {
            return Optional.empty();
        }
    }
}
