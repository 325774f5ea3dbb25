package io.flyball.simulator.report;

/** A growing page. Whatever comes from outside goes through {@link #text} or an attribute; both escape. */
final class Html {
    private final StringBuilder page = new StringBuilder();

    /** @param attributes names and values in turn */
    Html open(String tag, String... attributes) {
        start(tag, attributes);
        page.append('>');
        return this;
    }

    Html close(String tag) {
        page.append("</").append(tag).append(">\n");
        return this;
    }

    /** An element without content. */
    Html empty(String tag, String... attributes) {
        start(tag, attributes);
        page.append("/>\n");
        return this;
    }

    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    Html text(String text) {
        page.append(escaped(text));
        return this;
    }

    /** Only for texts of this package's own files. */
    Html raw(String markup) {
        page.append(markup);
        return this;
    }

    private void start(String tag, String... attributes) {
        page.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            page.append(' ').append(attributes[i]).append("=\"");
            page.append(escaped(attributes[i + 1])).append('"');
        }
    }

    /** Safe as text and within quotes; what XML does not allow at all becomes U+FFFD. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\n' -> safe.append("&#10;");
                default -> safe.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
            }
        });
        return safe.toString();
    }

    private static boolean isAllowed(int c) {
        return c == '\t'
                || c == '\r'
                || c >= 0x20 && c != 0x7f && (c < 0xD800 || c > 0xDFFF) && c < 0xFFFE
                || c > 0xFFFF;
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
