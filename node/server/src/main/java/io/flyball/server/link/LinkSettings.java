package io.flyball.server.link;

import java.time.Duration;

/**
 * Bounds of the links of one member.
 *
 * @param mostLinks further agents are turned away and try another member
 * @param queuedFrames a link ends when so many frames wait for a slow agent
 * @param frameWithin time for one frame that arrives in pieces
 */
public record LinkSettings(int mostLinks, int queuedFrames, Duration frameWithin) {}
