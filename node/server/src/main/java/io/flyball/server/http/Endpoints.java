package io.flyball.server.http;

import io.flyball.server.http.endpoint.AlertEndpoints;
import io.flyball.server.http.endpoint.DecisionEndpoints;
import io.flyball.server.http.endpoint.DecisionStream;
import io.flyball.server.http.endpoint.FreezeEndpoints;
import io.flyball.server.http.endpoint.HistoryEndpoint;
import io.flyball.server.http.endpoint.MeterEndpoint;
import io.flyball.server.http.endpoint.PageEndpoints;
import io.flyball.server.http.endpoint.PolicyEndpoints;
import io.flyball.server.http.endpoint.ServiceEndpoints;
import io.flyball.server.http.endpoint.SystemEndpoints;
import io.flyball.server.http.kit.Body;
import io.flyball.server.http.kit.Endpoint;
import java.util.List;
import java.util.stream.Stream;

/** Everything that is served but the link. */
final class Endpoints {
    private Endpoints() {}

    static List<Endpoint> of(HttpDependencies given, DecisionStream stream) {
        Body body = new Body(given.system());
        return Stream.of(
                        new ServiceEndpoints(given.system(), given.services()).endpoints(),
                        new AlertEndpoints(given.system(), given.services()).endpoints(),
                        new HistoryEndpoint(given.services(), given.history(), given.clock()).endpoints(),
                        new DecisionEndpoints(given.decisions(), stream).endpoints(),
                        new PolicyEndpoints(given.control(), given.policyCheck(), body).endpoints(),
                        new FreezeEndpoints(given.control(), body).endpoints(),
                        new SystemEndpoints(given.members(), given.readiness()).endpoints(),
                        new MeterEndpoint(given.system(), given.services(), given.meters()).endpoints(),
                        new PageEndpoints().endpoints())
                .flatMap(List::stream)
                .toList();
    }
}
