package io.flyball.server.http.endpoint;

import io.flyball.protocol.model.ServiceName;
import io.flyball.server.http.kit.Problem;
import io.flyball.server.http.kit.ProblemException;
import io.flyball.server.http.port.Services;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses names that nobody knows, since asking for one would start a planner for it. */
final class Known {
    private Known() {}

    static ServiceName service(Services services, ServiceName name) {
        Set<ServiceName> known = services.known();
        if (!known.contains(name)) {
            throw new ProblemException(Problem.notFound(
                    "service",
                    name.value(),
                    known.stream().map(ServiceName::value).collect(Collectors.toSet())));
        }
        return name;
    }
}
