package io.flyball.simulator.plant.service;

/**
 * Requests of a whole run. Always {@code arrived = completed + rejected + timedOut + dropped + inside}.
 *
 * @param completed answered in time, {@code failed} of them with an error
 * @param failed answered with an error since a call of the downstream failed
 * @param rejected found the queue full, or no node ready
 * @param timedOut waited or were served for longer than the client did
 * @param dropped were inside when their node ended
 * @param inside wait or are served now
 */
public record Totals(
        double arrived,
        double completed,
        double failed,
        double rejected,
        double timedOut,
        double dropped,
        double inside) {}
