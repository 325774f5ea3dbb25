package io.flyball.server.metrics;

import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.DecisionRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The member's own meters, all named {@code flyball_*}, beside those of its JVM and process. Thread-safe; each method
 * costs well below a microsecond. Tags take few values: never a node, an id or a path as the caller wrote it.
 */
public final class FlyballMeters implements AutoCloseable {
    /** Exposition format of Prometheus; the only one served. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();
    private final Counter reports;
    private final Counter droppedStreams;
    private final MultiGauge firing;

    public FlyballMeters(String version) {
        bindProcess();
        Gauge.builder("flyball.build", () -> 1)
                .description("Always 1; the label names the version that runs")
                .tag("version", version)
                .register(registry);
        Gauge.builder("flyball.sessions", sessions::get)
                .description("Links of agents that are open at this member")
                .register(registry);
        Gauge.builder("flyball.http.streams", streams::get)
                .description("Decision streams that are open at this member")
                .register(registry);
        reports = Counter.builder("flyball.reports")
                .description("Reports of nodes taken by this member")
                .register(registry);
        firing = MultiGauge.builder("flyball.alerts.firing")
                .description("Alerts that fire, of services whose planner runs at this member")
                .register(registry);
        droppedStreams = Counter.builder("flyball.http.streams.dropped")
                .description("Decision streams ended because the reader was too slow")
                .register(registry);
    }

    /** How many alerts fire of each service whose planner runs here; services that are left out have no series. */
    public synchronized void firingAlerts(Map<String, Integer> byService) {
        firing.register(
                byService.entrySet().stream()
                        .map(one -> MultiGauge.Row.of(Tags.of("service", one.getKey()), one.getValue()))
                        .toList(),
                true);
    }

    private void bindProcess() {
        List.of(
                        new JvmInfoMetrics(),
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ClassLoaderMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics(),
                        new FileDescriptorMetrics(),
                        new ResidentMemory(),
                        collections)
                .forEach(binder -> binder.bindTo(registry));
    }

    /** @param route template, e.g. {@code /v1/services/{service}}, or {@code unmatched} */
    public void request(String method, String route, int status, Duration took) {
        Timer.builder("flyball.http.requests")
                .description("Answered requests and the time until their answer began")
                .tags("method", method, "route", route, "status", Integer.toString(status))
                .register(registry)
                .record(took);
    }

    public void reports(int count) {
        reports.increment(count);
    }

    /** Counts each version of a decision once, by the outcome it has then. */
    public void decision(DecisionRecord.Kind kind, DecisionRecord.Outcome outcome) {
        count("flyball.decisions", "Decisions made or changed", "kind", lower(kind), "outcome", lower(outcome));
    }

    public void command(CommandOutcome outcome) {
        count("flyball.commands", "Answers of nodes to commands", "outcome", lower(outcome));
    }

    /** @param rows how many rows the append held */
    public void historyAppend(int rows, boolean stored, Duration took) {
        String outcome = stored ? "stored" : "failed";
        Timer.builder("flyball.history.appends")
                .description("Appends to history and the time until they were durable or had failed")
                .tags("outcome", outcome)
                .register(registry)
                .record(took);
        Counter.builder("flyball.history.rows")
                .description("Rows in those appends")
                .tags("outcome", outcome)
                .register(registry)
                .increment(rows);
    }

    public void sessionOpened() {
        sessions.incrementAndGet();
    }

    public void sessionClosed() {
        sessions.decrementAndGet();
    }

    public void streamOpened() {
        streams.incrementAndGet();
    }

    public void streamClosed() {
        streams.decrementAndGet();
    }

    public void streamDropped() {
        droppedStreams.increment();
    }

    /** For what others measure; {@code name} in dots, starting with {@code flyball.}. */
    public void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    public MeterRegistry registry() {
        return registry;
    }

    /** Everything, in the format of {@link #CONTENT_TYPE}. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }

    private void count(String name, String description, String... tags) {
        Counter.builder(name)
                .description(description)
                .tags(tags)
                .register(registry)
                .increment();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
