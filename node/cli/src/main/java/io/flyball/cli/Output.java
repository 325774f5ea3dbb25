package io.flyball.cli;

/** Forms in which an answer is printed. */
enum Output {
    TABLE,
    JSON,
    YAML
}
