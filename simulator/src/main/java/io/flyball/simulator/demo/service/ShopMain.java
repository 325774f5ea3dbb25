package io.flyball.simulator.demo.service;

import io.flyball.simulator.demo.ParentWatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs one shop until it is told to stop. */
public final class ShopMain {
    private ShopMain() {}

    public static void main(String[] arguments) throws Exception {
        ParentWatch.start();
        Logger.getLogger("").setLevel(Level.WARNING);
        Shop shop = new Shop(ShopSettings.parse(arguments), System::nanoTime);
        int port = shop.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(shop), "stop"));
        System.out.println("shop listens on 127.0.0.1:" + port);
        Thread.currentThread().join();
    }

    private static void stop(Shop shop) {
        try {
            shop.stop();
        } catch (Exception e) {
            System.err.println("cannot stop the shop: " + e);
        }
    }
}
