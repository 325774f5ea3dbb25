package io.flyball.policy.document;

/** @param enabled false: decide and explain, but send nothing (dry run) */
public record AutomationConfig(boolean enabled) {}
