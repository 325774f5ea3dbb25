/**
 * Measures the product from outside: real members and agents as processes on loopback, virtual nodes over the real link.
 * Knows them by their command line, HTTP API, link protocol and {@code /proc} only.
 */
package io.flyball.simulator.bench;
