package io.flyball.simulator.demo.run;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Reads the shop from the API. */
final class Fleet {
    private Fleet() {}

    /** Empty while no planner answers for the service. */
    static Optional<FleetReading> read(Api api, InstantSource clock) {
        Instant now = clock.instant();
        return api.get("/v1/services/shop")
                .filter(service -> !service.path("state").asText().equals("unreachable"))
                .filter(service -> service.path("token").path("term").asLong() > 0)
                .flatMap(service ->
                        api.get("/v1/services/shop/nodes").map(nodes -> FleetReading.of(now, service, nodes)));
    }
}
