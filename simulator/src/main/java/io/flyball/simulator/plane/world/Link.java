package io.flyball.simulator.plane.world;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One socket: frames of one direction arrive in order; what is under way when it breaks is lost as a whole. A cut does
 * not break it: frames wait, up to a bound, until the way is open again or one side gives up.
 */
public final class Link {
    /** Frames that fit between the two processes. */
    public static final int ROOM = 64;

    private static final byte[] PING = {};
    private static final byte[] PONG = {1};
    private static final byte[] CLOSE = {2};

    /** One end of the socket. */
    public interface End {
        void frame(byte[] bytes);

        /** The other side answered a ping. */
        void pong();

        void closed();
    }

    private final class Lane {
        final Host from;
        final Host to;
        final Deque<byte[]> frames = new ArrayDeque<>();
        End receiver;
        boolean open = true;
        boolean moving;
        long notBefore;

        Lane(Host from, Host to) {
            this.from = from;
            this.to = to;
        }

        void put(byte[] frame) {
            frames.addLast(frame);
            move();
        }

        void move() {
            if (moving || frames.isEmpty() || !network.reaches(from, to)) {
                return;
            }
            moving = true;
            notBefore = Math.max(notBefore, time.now() + network.delay());
            time.after(notBefore - time.now(), this::arrived);
        }

        private void arrived() {
            moving = false;
            if (!network.reaches(from, to)) {
                return;
            }
            while (!frames.isEmpty() && open) {
                deliver(frames.pollFirst());
            }
        }

        private void deliver(byte[] frame) {
            if (!to.isUp() || receiver == null) {
                return;
            }
            End end = receiver;
            to.after(0, () -> {
                if (!open) {
                    return;
                }
                if (frame == CLOSE) {
                    open = false;
                    end.closed();
                } else if (frame == PONG) {
                    end.pong();
                } else if (frame == PING) {
                    other(this).put(PONG);
                } else {
                    end.frame(frame);
                }
            });
        }
    }

    private final Timeline time;
    private final Network network;
    private final Lane up;
    private final Lane down;

    Link(Timeline time, Network network, Host agent, Host member) {
        this.time = time;
        this.network = network;
        this.up = new Lane(agent, member);
        this.down = new Lane(member, agent);
    }

    public void ends(End agent, End member) {
        down.receiver = agent;
        up.receiver = member;
    }

    private Lane other(Lane lane) {
        return lane == up ? down : up;
    }

    /** False when there is no room, or the socket is closed. */
    public boolean fromAgent(byte[] frame) {
        return send(up, frame);
    }

    public boolean fromMember(byte[] frame) {
        return send(down, frame);
    }

    public boolean hasRoomUp() {
        return up.frames.size() < ROOM;
    }

    private static boolean send(Lane lane, byte[] frame) {
        if (!lane.open || lane.frames.size() >= ROOM) {
            return false;
        }
        lane.put(frame);
        return true;
    }

    public void ping() {
        if (up.open) {
            up.put(PING);
        }
    }

    /** The agent's process hears nothing more of it; the member learns it when the way is open. */
    public void closeByAgent() {
        close(down, up);
    }

    public void closeByMember() {
        close(up, down);
    }

    private static void close(Lane incoming, Lane outgoing) {
        incoming.open = false;
        incoming.frames.clear();
        if (outgoing.open) {
            outgoing.frames.clear();
            outgoing.put(CLOSE);
        }
    }

    void wake() {
        up.move();
        down.move();
    }

    boolean isOver() {
        return !up.open && !down.open;
    }
}
