package io.flyball.planner.service;

/** Names a reason without its numbers, so that the same reason with other numbers is not told again. */
final class Topics {
    private Topics() {}

    static String of(String reason) {
        return reason.replaceAll("[0-9]+(\\.[0-9]+)?", "#");
    }
}
