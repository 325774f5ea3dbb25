package io.flyball.simulator.demo.service;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/**
 * The shop: an embedded Tomcat with its MBeans on, as it comes. Pages: {@code /buy}, {@code /ready}, {@code /metrics}.
 *
 * <p>Stopping loses no request: first every answer tells its client to close, for the length of the grace; then nothing
 * new is accepted, what is under way finishes, and the connections close.
 */
public final class Shop {
    private static final long LONGEST_REQUEST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final ShopSettings settings;
    private final LongSupplier nanos;
    private final Path work;
    private final Tomcat tomcat = new Tomcat();
    private final Drain drain = new Drain();
    private final RequestTimes times = new RequestTimes("/buy", 200);
    private final Carts carts;
    private final ScheduledExecutorService evictions = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "cart-evictions");
        thread.setDaemon(true);
        return thread;
    });

    public Shop(ShopSettings settings, LongSupplier nanos) throws IOException {
        this.settings = settings;
        this.nanos = nanos;
        this.work = Files.createTempDirectory("flyball-shop");
        this.carts = new Carts(settings.cartTtl(), settings.maxCarts());
    }

    /** Listens when this returns; answers the port. */
    public int start() throws LifecycleException {
        tomcat.setBaseDir(work.toString());
        tomcat.setConnector(connector());
        Context context = tomcat.addContext("", work.toString());
        addDrain(context);
        add(context, "/buy", new Purchase(settings, carts, times, nanos));
        add(context, "/ready", new TextPage(() -> !drain.isDraining(), () -> "ready\n"));
        add(context, "/metrics", new TextPage(() -> true, this::metrics));
        tomcat.start();
        evictions.scheduleWithFixedDelay(() -> carts.evict(nanos.getAsLong()), 1, 1, TimeUnit.SECONDS);
        return tomcat.getConnector().getLocalPort();
    }

    /** Blocks until the last request is answered. */
    public void stop() throws LifecycleException, InterruptedException, IOException {
        drain.begin();
        Thread.sleep(settings.grace().toMillis());
        tomcat.getConnector().pause();
        long deadline = nanos.getAsLong() + LONGEST_REQUEST_NANOS;
        while (drain.underWay() > 0 && nanos.getAsLong() < deadline) {
            Thread.sleep(5);
        }
        evictions.shutdownNow();
        tomcat.stop();
        tomcat.destroy();
        deleteWork();
    }

    private Connector connector() {
        Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setPort(settings.port());
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxThreads", Integer.toString(settings.maxThreads()));
        connector.setProperty("minSpareThreads", Integer.toString(settings.minSpareThreads()));
        connector.setProperty("maxKeepAliveRequests", "-1");
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setKeepAliveTimeout(60_000);
        }
        return connector;
    }

    private void addDrain(Context context) {
        FilterDef filter = new FilterDef();
        filter.setFilterName("drain");
        filter.setFilter(drain);
        context.addFilterDef(filter);
        FilterMap everywhere = new FilterMap();
        everywhere.setFilterName("drain");
        everywhere.addURLPattern("/*");
        context.addFilterMap(everywhere);
    }

    private static void add(Context context, String path, Servlet servlet) {
        Tomcat.addServlet(context, path, servlet);
        context.addServletMappingDecoded(path, path);
    }

    private String metrics() {
        StringBuilder page = new StringBuilder(8192);
        page.append("# HELP http_server_requests_seconds Time from the servlet's first to its last line\n");
        page.append("# TYPE http_server_requests_seconds histogram\n");
        times.appendTo(page);
        page.append("# HELP shop_carts Carts of recent shoppers\n# TYPE shop_carts gauge\n");
        page.append("shop_carts ").append(carts.size()).append('\n');
        return page.toString();
    }

    private void deleteWork() throws IOException {
        try (var paths = Files.walk(work)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
