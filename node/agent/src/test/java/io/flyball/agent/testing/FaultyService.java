package io.flyball.agent.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.flyball.agent.testing.Fault.Shape;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.slf4j.LoggerFactory;

/**
 * A service whose requests compute, take a lock, use a connection of a pool and call another service; {@link Fault} says
 * which of it is wrong. {@code FaultyService FAULT DOWNSTREAM_PORT} prints {@code port N} when it is ready.
 */
public final class FaultyService {
    private static final int CHUNK = 16 << 10;
    private static final int DATABASE_MILLIS = 6;

    private final Shape shape;
    private final Downstream.Caller downstream;
    private final HikariDataSource database;
    private final long started = System.nanoTime();
    private final List<byte[]> live = new ArrayList<>();
    private final Queue<byte[]> kept = new ArrayDeque<>();

    private FaultyService(Shape shape, int downstreamPort) {
        this.shape = shape;
        this.downstream = new Downstream.Caller(downstreamPort);
        this.database = database(shape.connections());
        fill(live, shape.liveMegabytes());
    }

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        var service = new FaultyService(Fault.valueOf(arguments[0]).shape(), Integer.parseInt(arguments[1]));
        Tomcat tomcat = service.tomcat();
        tomcat.start();
        System.out.println("port " + tomcat.getConnector().getLocalPort());
        tomcat.getServer().await();
    }

    private static HikariDataSource database(int connections) {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:test");
        config.setRegisterMbeans(true);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(connections);
        return new HikariDataSource(config);
    }

    private Tomcat tomcat() throws IOException {
        Path base = Files.createTempDirectory("flyball-faulty");
        base.toFile().deleteOnExit();
        var tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("maxThreads", Integer.toString(shape.workers()));
        tomcat.getConnector().setProperty("minSpareThreads", Integer.toString(shape.workers()));
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "work", new Work(this));
        context.addServletMappingDecoded("/", "work");
        return tomcat;
    }

    private void serve() throws IOException, SQLException {
        compute();
        allocate();
        leak();
        takeLock();
        query();
        downstream.call(shape.downstreamMillis());
    }

    private void compute() {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(shape.computeMillis());
        double sum = 0;
        while (System.nanoTime() < until) {
            sum += Math.sqrt(sum + 1);
        }
        if (sum < 0) {
            throw new IllegalStateException("sum = " + sum);
        }
    }

    private void allocate() {
        var garbage = new ArrayList<byte[]>();
        fill(garbage, shape.garbageMegabytes());
    }

    private static void fill(List<byte[]> with, int megabytes) {
        for (int i = 0; i < megabytes * ((1 << 20) / CHUNK); i++) {
            with.add(new byte[CHUNK]);
        }
    }

    /** Keeps as much as is due by the clock, so that it does not depend on the load. */
    private void leak() {
        double seconds = (System.nanoTime() - started) / 1e9;
        long due = Math.round(seconds * shape.leakMegabytesPerSecond() * (1 << 20) / CHUNK);
        synchronized (kept) {
            while (kept.size() < due) {
                kept.add(new byte[CHUNK]);
            }
        }
    }

    private synchronized void takeLock() {
        if (shape.lockMillis() > 0) {
            pause(shape.lockMillis());
        }
    }

    /** The database is another process as well, so whoever has a connection waits for a socket. */
    private void query() throws IOException, SQLException {
        try (Connection connection = database.getConnection()) {
            downstream.call(connection.isReadOnly() ? 0 : DATABASE_MILLIS);
        }
    }

    private static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Work extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient FaultyService service;

        Work(FaultyService service) {
            this.service = service;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                service.serve();
                response.getWriter().print("ok");
            } catch (SQLException e) {
                response.setStatus(503);
            }
        }
    }
}
