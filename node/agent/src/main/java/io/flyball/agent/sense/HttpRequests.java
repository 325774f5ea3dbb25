package io.flyball.agent.sense;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Counters of served requests as a Prometheus page shows them, summed over all labels but the status class and the
 * bucket bound. Understood: Spring Boot's {@code http_server_requests_seconds} as histogram or summary. Requests to
 * {@code /actuator} are the scraping itself and do not count.
 *
 * @param count requests finished
 * @param failed of these with a status of 500 and more
 * @param seconds time they took together
 * @param buckets requests that took at most so many seconds, by that bound; empty without a histogram
 */
record HttpRequests(double count, double failed, double seconds, NavigableMap<Double, Double> buckets) {
    private static final String NAME = "http_server_requests_seconds";
    private static final int MOST_BUCKETS = 512;

    static HttpRequests parse(String page) {
        double count = 0;
        double failed = 0;
        double seconds = 0;
        NavigableMap<Double, Double> buckets = new TreeMap<>();
        for (String line : page.split("\n")) {
            if (!line.startsWith(NAME)) {
                continue;
            }
            Map<String, String> labels = Labels.of(line);
            double value = value(line);
            if (Double.isNaN(value) || labels.getOrDefault("uri", "").startsWith("/actuator")) {
                continue;
            }
            String suffix = line.substring(NAME.length());
            if (suffix.startsWith("_count")) {
                count += value;
                failed += labels.getOrDefault("status", "").startsWith("5") ? value : 0;
            } else if (suffix.startsWith("_sum")) {
                seconds += value;
            } else if (suffix.startsWith("_bucket") && buckets.size() < MOST_BUCKETS) {
                buckets.merge(bound(labels.get("le")), value, Double::sum);
            }
        }
        buckets.remove(Double.NaN);
        return new HttpRequests(count, failed, seconds, buckets);
    }

    private static double bound(String text) {
        if (text == null) {
            return Double.NaN;
        }
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : number(text);
    }

    /** The first word behind the labels; a timestamp or an exemplar may follow. */
    private static double value(String line) {
        int labelsEnd = Labels.end(line);
        int from = labelsEnd >= 0 || line.indexOf('{') >= 0 ? labelsEnd : line.indexOf(' ');
        if (from < 0) {
            return Double.NaN;
        }
        String rest = line.substring(from).trim();
        int blank = rest.indexOf(' ');
        return number(blank < 0 ? rest : rest.substring(0, blank));
    }

    private static double number(String text) {
        try {
            double parsed = Double.parseDouble(text);
            return Double.isFinite(parsed) ? parsed : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    boolean isEmpty() {
        return count == 0 && buckets.isEmpty();
    }

    /** What happened since {@code before}; all of this where a counter went back, since the service was restarted. */
    HttpRequests since(HttpRequests before) {
        if (count < before.count || seconds < before.seconds) {
            return this;
        }
        NavigableMap<Double, Double> more = new TreeMap<>();
        buckets.forEach((bound, value) ->
                more.put(bound, Math.max(0, value - before.buckets.getOrDefault(bound, 0.0))));
        return new HttpRequests(
                count - before.count, Math.max(0, failed - before.failed), seconds - before.seconds, more);
    }

    /**
     * Latency that the share {@code q} of requests kept, by linear interpolation in the bucket where it lies. Of 100
     * requests, 90 within 0.1 s and all within 0.2 s, the 99th took 0.1 + 0.1 * 9/10 = 0.19 s. Beyond the last finite
     * bound nothing is known but that bound. NaN without a histogram or requests.
     */
    double quantile(double q) {
        if (buckets.isEmpty() || buckets.lastEntry().getValue() <= 0) {
            return Double.NaN;
        }
        double rank = q * buckets.lastEntry().getValue();
        double lowerBound = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : buckets.entrySet()) {
            if (bucket.getValue() >= rank) {
                double inside = bucket.getValue() - below;
                return Double.isInfinite(bucket.getKey()) || inside <= 0
                        ? lowerBound
                        : lowerBound + (bucket.getKey() - lowerBound) * (rank - below) / inside;
            }
            below = bucket.getValue();
            lowerBound = bucket.getKey();
        }
        return lowerBound;
    }
}
