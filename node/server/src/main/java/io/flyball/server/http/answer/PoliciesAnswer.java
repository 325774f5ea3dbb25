package io.flyball.server.http.answer;

import java.util.List;

/** All policies, by name. */
public record PoliciesAnswer(List<PolicyAnswer> policies) {}
