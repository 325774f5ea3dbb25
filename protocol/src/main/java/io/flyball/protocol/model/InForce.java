package io.flyball.protocol.model;

import java.util.List;

/**
 * The fencing and settings state of one node, as its agent has it on disk.
 *
 * @param token highest token seen
 * @param revision last revision executed under that token
 * @param settings validated values, only of knobs that were ever changed
 * @param trial values on trial; empty when none
 */
public record InForce(Token token, long revision, List<Setting> settings, List<Setting> trial) {
    public static final InForce NOTHING = new InForce(Token.NONE, 0, List.of(), List.of());

    public InForce {
        settings = List.copyOf(settings);
        trial = List.copyOf(trial);
    }
}
