package io.flyball.cli;

/** Forms in which an answer is printed. */
public enum Output {
    TABLE,
    JSON,
    YAML
}
