package io.flyball.simulator.demo.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Loopback ports in a row: the wanted ones where all are free, else the next row that is. */
final class Ports {
    private static final int STEP = 20;
    private static final int ROWS = 200;

    private Ports() {}

    static int firstOfRow(int wanted, int count) {
        for (int row = 0; row < ROWS; row++) {
            int first = wanted + row * STEP;
            if (isFree(first, count)) {
                return first;
            }
        }
        throw new DemoException("port = " + wanted + ": must be followed by " + count + " free ports somewhere above");
    }

    private static boolean isFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException | IllegalArgumentException e) {
                return false;
            }
        }
        return true;
    }
}
