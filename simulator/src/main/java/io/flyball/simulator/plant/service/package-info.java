/**
 * A service of JVMs under load: queues, processors, heaps, caches, connections, warm-up, faults. Equations and their limits:
 * {@code docs/internals/plant-service.md}. Nothing here decides or controls, reads a clock or draws without a seed.
 */
package io.flyball.simulator.plant.service;
