package io.flyball.process;

import io.flyball.protocol.codec.LinkCodec;
import io.flyball.protocol.codec.MalformedFrameException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between agents and one member: passes every byte on unchanged and reads along. Closed for agents, it drops those
 * it has and turns others away, as a dead member would.
 */
final class LinkTap implements AutoCloseable {
    private final int member;
    private final Transcript transcript;
    private final ServerSocket server;
    private final List<Passage> passages = new CopyOnWriteArrayList<>();
    private volatile boolean passable = true;

    LinkTap(int member, Transcript transcript) {
        this.member = member;
        this.transcript = transcript;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException("no socket", e);
        }
        thread(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** An agent is greeted and not yet gone. */
    boolean isLinked() {
        return passages.stream().anyMatch(passage -> passage.link.isOpen());
    }

    void letPass(boolean pass) {
        passable = pass;
        if (!pass) {
            passages.forEach(Passage::close);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket agent = server.accept();
                if (passable) {
                    open(agent);
                } else {
                    agent.close();
                }
            } catch (IOException e) {
                continue; // closed, or an agent that went at once
            }
        }
    }

    private void open(Socket agent) throws IOException {
        try {
            Passage passage = new Passage(agent, new Socket(InetAddress.getLoopbackAddress(), member));
            passages.add(passage);
            thread(() -> passage.pass(passage.agent, passage.member));
            thread(() -> passage.pass(passage.member, passage.agent));
        } catch (IOException e) {
            agent.close(); // the member is gone
        }
    }

    private final class Passage {
        private final Socket agent;
        private final Socket member;
        private final Transcript.Link link = transcript.link();

        Passage(Socket agent, Socket member) {
            this.agent = agent;
            this.member = member;
        }

        void pass(Socket from, Socket to) {
            Frames frames = new Frames(this::said);
            byte[] bytes = new byte[8192];
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                    frames.feed(bytes, count); // first, so that nobody acts on what is not in the transcript
                    out.write(bytes, 0, count);
                }
            } catch (IOException e) {
                return; // one side is gone
            } finally {
                close();
            }
        }

        private void said(byte[] frame) {
            try {
                link.said(LinkCodec.decode(frame));
            } catch (MalformedFrameException e) {
                throw new IllegalStateException("agent and member speak gibberish", e);
            }
        }

        void close() {
            passages.remove(this);
            quietly(agent);
            quietly(member);
        }
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            return; // closed anyway
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "tap");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        letPass(false);
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
