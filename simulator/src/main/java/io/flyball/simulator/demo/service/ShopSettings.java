package io.flyball.simulator.demo.service;

import java.time.Duration;

/**
 * How the shop is set up. The defaults carry the typical mistake: four worker threads for requests that mostly wait.
 *
 * @param port to listen on at the loopback address; 0 picks a free one
 * @param maxThreads of Tomcat's connector; {@code 4 / 20 ms = 200} requests/s at most
 * @param minSpareThreads of Tomcat's connector
 * @param downstream what each purchase waits for
 * @param spins rounds of arithmetic per purchase; 60,000 take about 0.1 ms
 * @param cartTtl how long a cart is kept after its purchase
 * @param maxCarts bound of the cart store
 * @param cartBytes size of one cart
 * @param grace after a stop signal, how long clients may still use the connections they have
 */
public record ShopSettings(
        int port,
        int maxThreads,
        int minSpareThreads,
        Duration downstream,
        int spins,
        Duration cartTtl,
        int maxCarts,
        int cartBytes,
        Duration grace) {

    public static ShopSettings onPort(int port) {
        return new ShopSettings(
                port,
                4,
                2,
                Duration.ofMillis(20),
                60_000,
                Duration.ofSeconds(40),
                9_000,
                12 * 1024,
                Duration.ofSeconds(1));
    }

    /** Reads {@code --name value} pairs; what is not named keeps its default. */
    static ShopSettings parse(String[] arguments) {
        ShopSettings settings = onPort(0);
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + ": must be followed by a value");
            }
            settings = settings.with(arguments[i], Integer.parseInt(arguments[i + 1]));
        }
        return settings;
    }

    private ShopSettings with(String name, int value) {
        return switch (name) {
            case "--port" ->
                new ShopSettings(
                        value, maxThreads, minSpareThreads, downstream, spins, cartTtl, maxCarts, cartBytes, grace);
            case "--max-threads" ->
                new ShopSettings(
                        port,
                        value,
                        Math.min(minSpareThreads, value),
                        downstream,
                        spins,
                        cartTtl,
                        maxCarts,
                        cartBytes,
                        grace);
            case "--cart-ttl-seconds" ->
                new ShopSettings(
                        port,
                        maxThreads,
                        minSpareThreads,
                        downstream,
                        spins,
                        Duration.ofSeconds(value),
                        maxCarts,
                        cartBytes,
                        grace);
            default ->
                throw new IllegalArgumentException(name + ": must be one of --port, --max-threads, --cart-ttl-seconds");
        };
    }
}
