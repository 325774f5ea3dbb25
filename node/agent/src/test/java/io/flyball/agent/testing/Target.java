package io.flyball.agent.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.flyball.app.Flyball;
import io.flyball.app.Registration;
import io.flyball.app.ResizableSemaphore;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.slf4j.LoggerFactory;

/** A service with a small Tomcat, a connection pool, a pool of its own and a heap that can balloon. */
public final class Target {
    private static final List<byte[]> HEAP = new ArrayList<>();

    private Target() {}

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        if (List.of(arguments).contains("plain")) {
            System.out.println("ready");
            Thread.currentThread().join();
        }
        var pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(3);
        var permits = new ResizableSemaphore(5);
        boolean bare = List.of(arguments).contains("bare");
        Registration first = bare ? () -> {} : Flyball.register("orders", pool, 1, 64);
        Registration second = bare ? () -> {} : Flyball.registerLimit("downstream", permits, 1, 100);
        HikariDataSource database = database();
        Tomcat tomcat = tomcat(database);
        tomcat.start();
        System.out.println("port " + tomcat.getConnector().getLocalPort());
        tomcat.getServer().await();
        first.close();
        second.close();
    }

    private static HikariDataSource database() {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:test");
        config.setPoolName("main");
        config.setRegisterMbeans(true);
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(8);
        return new HikariDataSource(config);
    }

    private static Tomcat tomcat(HikariDataSource database) throws IOException {
        Path base = Files.createTempDirectory("flyball-target");
        base.toFile().deleteOnExit();
        var tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("maxThreads", "4");
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "work", new Work(database));
        context.addServletMappingDecoded("/", "work");
        return tomcat;
    }

    /** {@code /}: 20 ms of waiting; {@code /db}: with a connection; {@code /balloon}, {@code /drop}: 200 MB of heap. */
    private static final class Work extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient HikariDataSource database;

        Work(HikariDataSource database) {
            this.database = database;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String path = request.getRequestURI();
            if (path.equals("/balloon")) {
                for (int i = 0; i < 800; i++) {
                    HEAP.add(new byte[1 << 18]); // small enough not to get regions of its own
                }
            } else if (path.equals("/drop")) {
                HEAP.clear();
            } else if (path.equals("/fail")) {
                response.setStatus(500);
            } else if (path.equals("/db")) {
                try (Connection connection = database.getConnection()) {
                    pause();
                    response.getWriter().print(connection.isValid(1));
                } catch (SQLException e) {
                    response.setStatus(503);
                }
            } else {
                pause();
            }
            response.getWriter().print("ok");
        }

        private static void pause() {
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
