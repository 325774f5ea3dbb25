package io.flyball.simulator.demo.run;

import java.time.Duration;

/** What the demo's policy allows for the instance count; the policy file says the same, which a test compares. */
record Bounds(int min, int max, double factor, Duration cooldown) {
    static final Bounds DEMO = new Bounds(2, 4, 2, Duration.ofSeconds(10));
}
