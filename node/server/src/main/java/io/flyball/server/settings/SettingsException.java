package io.flyball.server.settings;

/** Settings that cannot be used; the message has one line for each mistake. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }
}
