package io.flyball.policy.tune;

import java.util.OptionalDouble;

/**
 * One window of one pool of one node: means.
 *
 * @param busy threads that work, over the pool's maximum, [0, 1]
 * @param queue requests that wait; empty when it cannot be read
 * @param hostCpu busy share of the host, [0, 1]
 * @param throughput requests per second
 * @param latency mean seconds per request
 */
public record PoolWindow(
        OptionalDouble busy,
        OptionalDouble queue,
        OptionalDouble hostCpu,
        OptionalDouble throughput,
        OptionalDouble latency) {}
