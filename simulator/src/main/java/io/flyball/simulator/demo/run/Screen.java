package io.flyball.simulator.demo.run;

import java.io.PrintStream;

/** Lines for people. Colour only adds to a glyph or word that says the same. */
final class Screen {
    /** What a line is about. */
    enum Tone {
        PLAIN(""),
        GOOD("32"),
        BAD("31"),
        NEW("36"),
        QUIET("2");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    private final PrintStream out;
    private final boolean color;

    Screen(PrintStream out, boolean color) {
        this.out = out;
        this.color = color;
    }

    synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    synchronized void line(Tone tone, String text) {
        line(paint(tone, text));
    }

    String paint(Tone tone, String text) {
        return color && tone != Tone.PLAIN ? "\u001b[" + tone.code + "m" + text + "\u001b[0m" : text;
    }
}
