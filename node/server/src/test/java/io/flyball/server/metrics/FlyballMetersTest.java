package io.flyball.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.DecisionRecord;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Prometheus reads. */
class FlyballMetersTest {
    private final FlyballMeters meters = new FlyballMeters("0.1.0");

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void showsEachOwnMeterUnderItsName() {
        meters.request("GET", "/v1/services", 200, Duration.ofMillis(3));
        meters.reports(64);
        meters.decision(DecisionRecord.Kind.THREADS, DecisionRecord.Outcome.KEPT);
        meters.command(CommandOutcome.REFUSED_TOKEN);
        meters.historyAppend(64, true, Duration.ofMillis(2));
        meters.historyAppend(10, false, Duration.ofMillis(900));
        meters.sessionOpened();
        meters.sessionOpened();
        meters.sessionClosed();
        meters.streamDropped();
        meters.gauge("flyball.control.keys", "Keys of the control state", () -> 12);
        assertThat(meters.scrape().lines())
                .contains(
                        "flyball_build{version=\"0.1.0\"} 1.0",
                        "flyball_http_requests_seconds_count{method=\"GET\",route=\"/v1/services\",status=\"200\"} 1",
                        "flyball_reports_total 64.0",
                        "flyball_decisions_total{kind=\"threads\",outcome=\"kept\"} 1.0",
                        "flyball_commands_total{outcome=\"refused-token\"} 1.0",
                        "flyball_history_appends_seconds_count{outcome=\"stored\"} 1",
                        "flyball_history_appends_seconds_count{outcome=\"failed\"} 1",
                        "flyball_history_rows_total{outcome=\"stored\"} 64.0",
                        "flyball_history_rows_total{outcome=\"failed\"} 10.0",
                        "flyball_sessions 1.0",
                        "flyball_http_streams 0.0",
                        "flyball_http_streams_dropped_total 1.0",
                        "flyball_control_keys 12.0");
    }

    @Test
    void everyMeterHasHelpAndTheJvmAndProcessAreThere() {
        meters.reports(1);
        Set<String> types = names("# TYPE ");
        assertThat(names("# HELP ")).containsExactlyInAnyOrderElementsOf(types);
        assertThat(types).contains("jvm_memory_used_bytes", "process_cpu_usage", "process_uptime_seconds");
    }

    private Set<String> names(String prefix) {
        return meters.scrape()
                .lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.split(" ")[2])
                .collect(Collectors.toSet());
    }
}
