package io.flyball.policy.document;

/**
 * Request threads of each node.
 *
 * @param knob which pool, e.g. {@code tomcat.maxThreads}
 * @param min lowest value ever set
 * @param max highest value ever set
 * @param factor one trial multiplies the value by at most this
 * @param busyAbove busy share of the pool in [0, 1] above which growth is considered
 */
public record ThreadOptimization(String knob, int min, int max, double factor, double busyAbove) {}
