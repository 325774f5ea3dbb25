package io.flyball.agent.instances;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;

/** A service as small as possible, run as a process of its own: {@code /ready} answers 200. */
public final class TinyService {
    private TinyService() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 1 && arguments[1].equals("crash")) {
            System.exit(3);
        }
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])), 0);
        server.createContext("/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }
}
