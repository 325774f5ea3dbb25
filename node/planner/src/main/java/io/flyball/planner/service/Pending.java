package io.flyball.planner.service;

import io.flyball.protocol.message.LinkMessage;
import java.time.Instant;
import java.util.Optional;

/**
 * A message to a node that is sent again on every tick until it is answered.
 *
 * @param revision that the answer will name
 * @param decision to be closed as failed when no answer comes
 */
record Pending(LinkMessage.ToAgent message, long revision, Instant since, Optional<String> decision) {}
