package io.flyball.simulator.bench;

import io.flyball.policy.analyze.anomaly.AnomalyDetector;
import io.flyball.policy.analyze.anomaly.AnomalySettings;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;

/** Samples scored per second by one thread; a made series with a daily wave and noise, seed 1. */
public final class AnomalyBench {
    private static final int SAMPLES = 100_000;
    private static final int SAMPLES_A_DAY = 288;
    private static final int ROUNDS = 5;

    private AnomalyBench() {}

    public static void main(String[] arguments) {
        Machine.facts().forEach((name, fact) -> System.out.println(name + ": " + fact));
        Map.of("default", AnomalySettings.DEFAULTS, "small", AnomalySettings.SMALL)
                .forEach((name, settings) -> measure(name, settings, System::nanoTime));
    }

    private static void measure(String name, AnomalySettings settings, LongSupplier nanoTime) {
        for (int round = 1; round <= ROUNDS; round++) {
            AnomalyDetector detector = new AnomalyDetector(settings);
            Random random = new Random(1);
            int alarms = 0;
            long start = nanoTime.getAsLong();
            for (int i = 0; i < SAMPLES; i++) {
                double wave = 20 * Math.sin(2 * Math.PI * i / SAMPLES_A_DAY);
                alarms += detector.next(i * 300_000L, 100 + wave + 4 * random.nextGaussian())
                                .alarm()
                        ? 1
                        : 0;
            }
            double seconds = (nanoTime.getAsLong() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%s, round %d of %d: %,.0f samples/s, %,d bytes of state, %d alarms in %,d samples%n",
                    name,
                    round,
                    ROUNDS,
                    SAMPLES / seconds,
                    detector.bytes(),
                    alarms,
                    SAMPLES);
        }
    }
}
