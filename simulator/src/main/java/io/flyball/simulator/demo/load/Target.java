package io.flyball.simulator.demo.load;

/** One instance that takes requests. */
public record Target(String node, String host, int port) {}
