package io.flyball.simulator.fleet;

import io.flyball.protocol.model.Token;

/** What makes two arrivals the same command. */
public record CommandId(Token token, long revision) {}
