package io.flyball.cli.series;

/** A file that is not what it should be; the message names file, line, value and rule. */
public final class WrongFile extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public WrongFile(String message) {
        super(message);
    }
}
