package io.flyball.simulator.plant.service;

/**
 * Mean wait of M/M/c over the service time, in the approximation of Sakasegawa (1977):
 * {@code rho^(sqrt(2 (c + 1)) - 1) / (c (1 - rho))}; exact for c = 1, within some percent otherwise.
 *
 * <p>Example: c = 10, 80 % busy: 0.8^3.69 / 2 = 0.22; exactly 0.205.
 */
final class Erlang {
    private static final double WORTHWHILE = 0.3;

    private Erlang() {}

    /** @param rho below 1; a pool that is not even {@value #WORTHWHILE} busy is taken to keep nobody waiting */
    static double wait(double servers, double rho) {
        return rho < WORTHWHILE && servers > 2
                ? 0
                : StrictMath.pow(rho, Math.sqrt(2 * (servers + 1)) - 1) / (servers * (1 - rho));
    }
}
