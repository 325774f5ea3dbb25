package io.flyball.simulator.demo.service;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/** {@code GET /buy}: waits for the downstream on the worker thread, computes a little, keeps a cart. */
final class Purchase extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ShopSettings settings;
    private final transient Carts carts;
    private final transient RequestTimes times;
    private final transient LongSupplier nanos;

    Purchase(ShopSettings settings, Carts carts, RequestTimes times, LongSupplier nanos) {
        this.settings = settings;
        this.carts = carts;
        this.times = times;
        this.nanos = nanos;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long started = nanos.getAsLong();
        askDownstream();
        byte[] cart = new byte[settings.cartBytes()];
        long total = compute(started, settings.spins());
        cart[0] = (byte) total;
        carts.put(started, cart);
        byte[] body = ("sold " + Long.toHexString(total) + "\n").getBytes(StandardCharsets.US_ASCII);
        response.setContentType("text/plain");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        times.record(nanos.getAsLong() - started);
    }

    /** The payment provider of every shop: nothing to compute, only to wait for. */
    private void askDownstream() {
        try {
            Thread.sleep(settings.downstream().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long compute(long seed, int spins) {
        long value = seed | 1;
        for (int i = 0; i < spins; i++) {
            value ^= value << 13;
            value ^= value >>> 7;
            value ^= value << 17;
        }
        return value;
    }
}
