package io.flyball.policy.tune.launch;

/**
 * A launch flag that should be another at the next start. Nothing of a running JVM changes.
 *
 * @param flag as on the command line without its value, e.g. {@code -Xmx} or {@code -XX:UseZGC}
 * @param now as it is; empty text = not set
 * @param wanted as it should be
 * @param why with numbers
 * @param effect what to expect, so that it can be checked after the restart
 */
public record FlagChange(String flag, String now, String wanted, String why, String effect) {
    public FlagChange {
        if (why.isBlank() || effect.isBlank()) {
            throw new IllegalArgumentException(flag + ": a change needs its why and its effect");
        }
    }
}
