package io.flyball.agent.sense;

import io.flyball.protocol.model.Metrics;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests from the service's own Prometheus page. Runs after the other readers: it knows percentiles and server errors,
 * so its values win. A page that fails is left alone for {@link #PAUSE_NANOS}, so that it does not delay every tick.
 */
final class ScrapeReader implements Reader {
    private static final Logger LOG = LoggerFactory.getLogger(ScrapeReader.class);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final URI page;
    private final Counter requests = new Counter();
    private Optional<HttpRequests> before = Optional.empty();
    private long pausedSince;
    private boolean paused;

    ScrapeReader(URI page) {
        this.page = page;
    }

    @Override
    public void read(Readings readings) {
        if (paused && System.nanoTime() - pausedSince < PAUSE_NANOS) {
            return;
        }
        try {
            BoundedGet.Answer answer = BoundedGet.of(page);
            if (answer.status() != 200) {
                throw new IOException("status " + answer.status());
            }
            paused = false;
            take(HttpRequests.parse(answer.body()), readings);
        } catch (IOException | RuntimeException e) {
            LOG.debug("cannot scrape {}: {}", page, e.toString());
            paused = true;
            pausedSince = System.nanoTime();
            before = Optional.empty();
            requests.reset();
        }
    }

    private void take(HttpRequests now, Readings readings) {
        Optional<HttpRequests> last = before;
        before = Optional.of(now);
        OptionalDouble finished = requests.perSecond(now.count());
        if (last.isEmpty() || now.isEmpty()) {
            return;
        }
        HttpRequests recent = now.since(last.get());
        readings.put(Metrics.THROUGHPUT, finished);
        if (recent.count() > 0) {
            readings.put(Metrics.ERROR_RATE, Math.min(1, recent.failed() / recent.count()));
            readings.put(Metrics.LATENCY_MEAN, recent.seconds() / recent.count());
            readings.put(Metrics.LATENCY_P50, recent.quantile(0.5));
            readings.put(Metrics.LATENCY_P99, recent.quantile(0.99));
        }
    }
}
