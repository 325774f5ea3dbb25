package io.flyball.simulator.demo.service;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts requests under way and, once draining, asks clients to leave with the answer they get. */
final class Drain implements Filter {
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean draining;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        underWay.incrementAndGet();
        try {
            if (draining && response instanceof HttpServletResponse http) {
                http.setHeader("Connection", "close");
            }
            chain.doFilter(request, response);
        } finally {
            underWay.decrementAndGet();
        }
    }

    void begin() {
        draining = true;
    }

    boolean isDraining() {
        return draining;
    }

    int underWay() {
        return underWay.get();
    }
}
