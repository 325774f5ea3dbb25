package io.flyball.agent.sense;

import io.flyball.protocol.model.Metrics;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Whether the service says that it is ready: status 200. Without a check it is. */
record ReadyReader(Optional<URI> check) implements Reader {
    @Override
    public void read(Readings readings) {
        readings.put(Metrics.READY, check.isEmpty() || isReady(check.get()) ? 1 : 0);
    }

    private static boolean isReady(URI check) {
        try {
            return BoundedGet.of(check).status() == 200;
        } catch (IOException | RuntimeException e) {
            return false; // no answer is the answer
        }
    }
}
