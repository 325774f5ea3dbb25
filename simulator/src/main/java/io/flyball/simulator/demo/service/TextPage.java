package io.flyball.simulator.demo.service;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A page of plain text: 200 while {@code open}, else 503. */
final class TextPage extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient BooleanSupplier open;
    private final transient Supplier<String> text;

    TextPage(BooleanSupplier open, Supplier<String> text) {
        this.open = open;
        this.text = text;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
        response.setStatus(
                open.getAsBoolean() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("text/plain; version=0.0.4; charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
