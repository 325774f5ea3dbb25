package io.flyball.protocol.model;

/** Reads one metric of many samples; looks for its place only where the names change. Not shared between threads. */
public final class MetricColumn {
    private final String metric;
    private Sample last;
    private int place;

    public MetricColumn(String metric) {
        this.metric = metric;
    }

    /** NaN where {@code sample} has no such metric. */
    public double of(Sample sample) {
        if (last == null || !sample.sharesNames(last)) {
            place = sample.place(metric);
        }
        last = sample;
        return place < 0 ? Double.NaN : sample.valueAt(place);
    }
}
