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

    /** What stands behind the value: {@code must be at most 8: 10 instances x 30 = 300 ...; lower max (pool-...)}. */
    public String sentence() {
        return "%s: %s; %s (%s)".formatted(rule, why, mend, name);
    }

    @Override
    public String toString() {
        return path + " = " + value + ": " + sentence();
    }
}
