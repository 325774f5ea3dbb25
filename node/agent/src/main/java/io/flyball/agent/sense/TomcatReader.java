package io.flyball.agent.sense;

import io.flyball.agent.jvm.JvmConnection;
import io.flyball.agent.jvm.TomcatBeans;
import io.flyball.protocol.model.Metrics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import javax.management.ObjectName;

/**
 * Tomcat: threads, connections and queue of the first connector, requests of all connectors. Its error count includes
 * statuses from 400 on; its latency is the mean of what finished between two readings.
 */
final class TomcatReader implements Reader {
    private static final String REQUESTS = "requestCount";
    private static final String ERRORS = "errorCount";
    private static final String MILLIS = "processingTime";

    private final JvmConnection jvm;
    private final long pid;
    private List<ObjectName> pools = List.of();
    private List<ObjectName> counters = List.of();
    private final Counter requests = new Counter();
    private final Counter errors = new Counter();
    private final Counter millis = new Counter();

    TomcatReader(JvmConnection jvm, long pid) {
        this.jvm = jvm;
        this.pid = pid;
    }

    @Override
    public void look() throws IOException {
        pools = TomcatBeans.threadPools(jvm);
        List<ObjectName> now = TomcatBeans.requestCounters(jvm);
        if (!now.equals(counters)) {
            requests.reset(); // a sum over other connectors is another counter
            errors.reset();
            millis.reset();
        }
        counters = now;
    }

    @Override
    public void read(Readings readings) throws IOException {
        if (!pools.isEmpty()) {
            Map<String, Object> values = TomcatBeans.read(jvm, pools.get(0));
            put(readings, Metrics.TOMCAT_THREADS_MAX, TomcatBeans.number(values, TomcatBeans.MAX_THREADS));
            put(readings, Metrics.TOMCAT_THREADS_CURRENT, TomcatBeans.number(values, TomcatBeans.CURRENT_THREADS));
            put(readings, Metrics.TOMCAT_THREADS_BUSY, TomcatBeans.number(values, TomcatBeans.BUSY_THREADS));
            readings.put(Metrics.TOMCAT_CONNECTIONS, TomcatBeans.connections(values));
            readings.put(Metrics.TOMCAT_QUEUE, TomcatBeans.queue(pid, values));
        }
        if (!counters.isEmpty()) {
            readRequests(readings);
        }
    }

    /** -1 where an executor of its own runs the connector. */
    private static void put(Readings readings, String metric, OptionalLong value) {
        if (value.isPresent() && value.getAsLong() >= 0) {
            readings.put(metric, value);
        }
    }

    private void readRequests(Readings readings) throws IOException {
        double requestSum = 0;
        double errorSum = 0;
        double milliSum = 0;
        for (ObjectName counter : counters) {
            Map<String, Object> values = jvm.read(counter, REQUESTS, ERRORS, MILLIS);
            if (values.size() < 3) {
                return; // a connector was stopped; the next probe drops it
            }
            requestSum += TomcatBeans.number(values, REQUESTS).orElse(0);
            errorSum += TomcatBeans.number(values, ERRORS).orElse(0);
            milliSum += TomcatBeans.number(values, MILLIS).orElse(0);
        }
        OptionalDouble finished = requests.increase(requestSum);
        OptionalDouble failed = errors.increase(errorSum);
        OptionalDouble took = millis.increase(milliSum);
        if (finished.isEmpty() || failed.isEmpty() || took.isEmpty()) {
            return;
        }
        double count = finished.getAsDouble();
        readings.put(Metrics.THROUGHPUT, count / requests.seconds());
        if (count > 0) {
            readings.put(Metrics.ERROR_RATE, Math.min(1, failed.getAsDouble() / count));
            readings.put(Metrics.LATENCY_MEAN, took.getAsDouble() / count / 1000);
        }
    }
}
