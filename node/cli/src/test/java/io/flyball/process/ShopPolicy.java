package io.flyball.process;

/**
 * The policy of the shop.
 *
 * @param threads a node with fewer is given so many, on trial
 * @param instances fewer are not allowed
 * @param patient no trial ends before a minute; otherwise after five seconds
 */
record ShopPolicy(int threads, int instances, boolean patient) {
    String text() {
        return """
                apiVersion: flyball/v1
                kind: Policy
                metadata: {name: shop}
                spec:
                  selector: {service: shop}
                  monitoring: {interval: 1s, staleAfter: 5s}
                  scaling:
                    minInstances: %d
                    maxInstances: 4
                    cooldownPeriod: 1s
                    rules: [{load: {metric: throughput, perInstance: 100000}}]
                  threads: {min: %d, max: 200}
                  validation: {settle: 1s, window: %s, maxDuration: 5m, spread: 50%%, maxFailedTrials: 100}
                """.formatted(instances, threads, patient ? "60s" : "4s");
    }
}
