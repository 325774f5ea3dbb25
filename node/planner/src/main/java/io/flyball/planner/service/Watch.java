package io.flyball.planner.service;

/** What is watched for people: alerts, anomalies, bottlenecks, actions at set times. */
record Watch() {
    static final Watch NONE = new Watch();
}
