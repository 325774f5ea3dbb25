package io.flyball.policy.limit;

/** A limit on requests inside at once that follows what is measured. Immutable. */
public sealed interface AdmissionLimit permits Aimd, Vegas, Gradient, Gradient2, EnvoyGradient, Windowed {
    /** Requests that may be inside at once. */
    int limit();

    /** The state after {@code sample}; a sample that is no measurement changes nothing. */
    Step next(LimitSample sample);

    /** The next state and why. */
    record Step(AdmissionLimit next, String reason) {}
}
