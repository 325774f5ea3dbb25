package io.flyball.policy.lint;

/**
 * One thing about a policy that cannot work, or hardly as it was meant.
 *
 * @param name of the rule that found it, e.g. {@code pool-times-instances}
 * @param path of the field to look at
 * @param value that stands there
 * @param rule "must be ..."
 * @param why with the numbers
 * @param mend what to do about it
 */
public record Finding(String name, Severity severity, String path, String value, String rule, String why, String mend) {
    /** An error is refused by a server, a warning only told. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@code spec.connections[0].max = 30: must be at most 8: 10 instances x 30 = 300 ... (pool-times-instances)}. */
    @Override
    public String toString() {
        return "%s = %s: %s: %s; %s (%s)".formatted(path, value, rule, why, mend, name);
    }
}
