package io.flyball.server.http.answer;

import java.util.List;

/** All services, by name. */
public record ServicesAnswer(List<ServiceAnswer> services) {}
