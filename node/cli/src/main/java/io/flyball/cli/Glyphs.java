package io.flyball.cli;

/** A glyph beside every status word, so that a row is found at a glance and colour is never needed. */
final class Glyphs {
    private Glyphs() {}

    static String of(String status) {
        String glyph = switch (status) {
            case "live", "active", "Up", "KEPT", "APPLIED", "READY" -> "✔";
            case "warming-up", "recovering", "TRIAL", "STARTING", "DRAINING", "Joining", "WeaklyUp" -> "◌";
            case "PENDING" -> "◌";
            case "TOLD" -> "!";
            case "frozen" -> "॥";
            case "REVERTED" -> "↩";
            case "WITHHELD", "no-policy" -> "•";
            case "" -> "";
            default -> "✖";
        };
        return glyph.isEmpty() ? "" : glyph + " " + status.toLowerCase(java.util.Locale.ROOT);
    }
}
