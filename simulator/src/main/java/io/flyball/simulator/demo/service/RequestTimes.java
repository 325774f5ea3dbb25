package io.flyball.simulator.demo.service;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/**
 * Latencies of one uri and status as a histogram in the form in which Spring Boot's actuator shows it. Bounds grow by
 * 15 % from 1 ms to 30 s, so that a percentile read from it is at most that far off.
 */
final class RequestTimes {
    private static final double[] BOUNDS = bounds();

    private final String labels;
    private final LongAdder[] counts = new LongAdder[BOUNDS.length + 1];
    private final LongAdder totalNanos = new LongAdder();

    RequestTimes(String uri, int status) {
        String outcome = status < 400 ? "SUCCESS" : status < 500 ? "CLIENT_ERROR" : "SERVER_ERROR";
        labels = "exception=\"none\",method=\"GET\",outcome=\"" + outcome + "\",status=\"" + status + "\",uri=\"" + uri
                + "\"";
        Arrays.setAll(counts, i -> new LongAdder());
    }

    void record(long nanos) {
        int found = Arrays.binarySearch(BOUNDS, nanos / 1e9);
        counts[found >= 0 ? found : -found - 1].increment();
        totalNanos.add(nanos);
    }

    void appendTo(StringBuilder page) {
        String name = "http_server_requests_seconds";
        long below = 0;
        for (int i = 0; i < BOUNDS.length; i++) {
            below += counts[i].sum();
            String bound = String.format(Locale.ROOT, "%.6g", BOUNDS[i]);
            page.append(name)
                    .append("_bucket{")
                    .append(labels)
                    .append(",le=\"")
                    .append(bound)
                    .append("\"} ");
            page.append(below).append('\n');
        }
        long all = below + counts[BOUNDS.length].sum();
        page.append(name)
                .append("_bucket{")
                .append(labels)
                .append(",le=\"+Inf\"} ")
                .append(all)
                .append('\n');
        page.append(name)
                .append("_count{")
                .append(labels)
                .append("} ")
                .append(all)
                .append('\n');
        page.append(name).append("_sum{").append(labels).append("} ");
        page.append(totalNanos.sum() / 1e9).append('\n');
    }

    private static double[] bounds() {
        int size = (int) Math.ceil(Math.log(30_000) / Math.log(1.15)) + 1;
        double[] bounds = new double[size];
        for (int i = 0; i < size; i++) {
            bounds[i] = Math.min(30, 0.001 * Math.pow(1.15, i));
        }
        return bounds;
    }
}
