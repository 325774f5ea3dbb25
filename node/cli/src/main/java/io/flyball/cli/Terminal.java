package io.flyball.cli;

/** What standard output can show. */
public final class Terminal {
    private Terminal() {}

    /** Colour only on a terminal, and not when the user said NO_COLOR; a word or glyph always stands beside it. */
    public static boolean hasColor() {
        String term = System.getenv("TERM");
        return System.console() != null && System.getenv("NO_COLOR") == null && term != null && !term.equals("dumb");
    }
}
