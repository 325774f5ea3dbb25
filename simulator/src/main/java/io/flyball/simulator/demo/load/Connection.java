package io.flyball.simulator.demo.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One keep-alive connection: carries at most one request at a time. */
final class Connection {
    final Instance instance;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer toWrite;
    private final Answer answer = new Answer();
    /** The request it carries, or null when idle. */
    Request request;

    /** When it was last used. */
    long idleSinceNanos;

    private boolean connected;
    private boolean written;

    Connection(Instance instance, Selector selector) throws IOException {
        this.instance = instance;
        this.toWrite = instance.requestBytes();
        this.channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        connected = channel.connect(new InetSocketAddress(
                instance.target().host(), instance.target().port()));
        key = channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
    }

    /** Writes at once where it can; else the selector tells when. */
    void send(Request next) throws IOException {
        request = next;
        written = false;
        toWrite.rewind();
        if (connected) {
            write();
        }
    }

    void onConnectable() throws IOException {
        connected = channel.finishConnect();
        if (connected) {
            key.interestOps(SelectionKey.OP_READ);
            if (request != null) {
                write();
            }
        }
    }

    void write() throws IOException {
        written |= channel.write(toWrite) > 0;
        key.interestOps(toWrite.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /** True when the answer is complete. */
    boolean read(ByteBuffer buffer) throws IOException, Answer.MalformedException {
        buffer.clear();
        int count = channel.read(buffer);
        if (count < 0) {
            throw new IOException("closed by the server");
        }
        buffer.flip();
        if (request == null && buffer.hasRemaining()) {
            throw new IOException("the server spoke unasked");
        }
        return answer.take(buffer);
    }

    boolean anyWritten() {
        return written;
    }

    int status() {
        return answer.status();
    }

    boolean closes() {
        return answer.closes();
    }

    void idle(long now) {
        idleSinceNanos = now;
        request = null;
        answer.reset();
    }

    void close() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // Closing is all that was wanted.
        }
    }
}
