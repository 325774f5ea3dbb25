package io.flyball.planner.optimizer;

/** What foreign code threw, in words. Its message is foreign code too. */
final class Thrown {
    private static final int LONGEST = 300;

    private Thrown() {}

    /** {@code java.lang.IllegalStateException: no data}; never throws, may hang. */
    static String words(Throwable thrown) {
        String name = thrown.getClass().getName();
        try {
            String message = thrown.getMessage();
            return message == null || message.isBlank() ? name : name + ": " + cut(message);
        } catch (Throwable again) {
            return name + ", whose message cannot be read";
        }
    }

    static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
