package io.flyball.policy.analyze.anomaly;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * A stored series from its start to its end, scored as if its samples came one by one.
 *
 * @param scores one per sample, in [0, 1]
 * @param alarms oldest first
 */
public record AnomalyScan(double[] scores, List<Anomaly> alarms, long missing, long ignored) {
    private static final int PROGRESS_EACH = 1_000;

    public static AnomalyScan of(AnomalySettings settings, long[] epochMillis, double[] values) {
        return of(settings, epochMillis, values, share -> {});
    }

    /** @param progress told the share that is done, now and then */
    public static AnomalyScan of(
            AnomalySettings settings, long[] epochMillis, double[] values, DoubleConsumer progress) {
        if (epochMillis.length != values.length) {
            throw new IllegalArgumentException(
                    "values = %d: must be as many as times, %d".formatted(values.length, epochMillis.length));
        }
        AnomalyDetector detector = new AnomalyDetector(settings);
        double[] scores = new double[values.length];
        List<Anomaly> alarms = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            if (i % PROGRESS_EACH == 0) {
                progress.accept((double) i / scores.length);
            }
            Anomaly anomaly = detector.next(epochMillis[i], values[i]);
            scores[i] = anomaly.score();
            if (anomaly.alarm()) {
                alarms.add(anomaly);
            }
        }
        return new AnomalyScan(scores, List.copyOf(alarms), detector.missing(), detector.ignored());
    }
}
