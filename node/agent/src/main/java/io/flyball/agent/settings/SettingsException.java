package io.flyball.agent.settings;

import java.util.List;

/** Every mistake of a configuration at once, one line each: {@code <path> = <value>: must be <rule>}. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public SettingsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
