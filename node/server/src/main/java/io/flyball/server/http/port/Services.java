package io.flyball.server.http.port;

import io.flyball.protocol.message.ServiceProtocol.ServiceView;
import io.flyball.protocol.model.ServiceName;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The services under management and their planners. */
public interface Services {
    /** Services that have a planner's record or a policy, as far as this member knows now. */
    Set<ServiceName> known();

    /** Asks the planner; call it for {@link #known} names only, since asking starts a planner. Fails by time-out. */
    CompletionStage<ServiceView> describe(ServiceName service);

    /** Services whose planner runs at this member now. Fails by time-out. */
    CompletionStage<Set<ServiceName>> here();
}
