package io.flyball.server.http.answer;

import java.util.List;
import java.util.Optional;

/**
 * A page of decisions, newest first.
 *
 * @param next value of {@code before} for the next page; absent on the last one
 * @param incomplete why something may be missing; absent when nothing is
 */
public record DecisionsAnswer(List<DecisionAnswer> decisions, Optional<String> next, Optional<String> incomplete) {}
