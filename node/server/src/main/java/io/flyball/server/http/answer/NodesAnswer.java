package io.flyball.server.http.answer;

import java.util.List;

/** The nodes of a service, by name. */
public record NodesAnswer(String service, List<NodeAnswer> nodes) {}
