package io.flyball.simulator.demo.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongSupplier;

/**
 * Open-loop load from one thread. A request begins at its intended time whether or not it can be sent then: while it
 * waits for a connection it is in the backlog and its clock runs, so that a slow service cannot hide its slowness.
 *
 * <p>Each request goes to the less busy of two instances drawn by lot. It is sent once: only one that never had a byte
 * written is given to another connection. Whatever else goes wrong is a failure with a reason.
 */
public final class LoadGenerator {
    private static final int MAX_UNSENT = 20;
    private static final long REST_NANOS = 200_000_000;
    private static final long TIMEOUT_SCAN_NANOS = 250_000_000;

    private final LoadSettings settings;
    private final Endpoints endpoints;
    private final LongSupplier nanos;
    private final Outcomes outcomes;
    private final Arrivals arrivals;
    private final SplittableRandom random = new SplittableRandom(7);
    private final ArrayDeque<Request> backlog = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
    private List<Instance> instances = new ArrayList<>();
    private Selector selector;
    private long beganNanos;
    private long nextPollNanos;
    private long nextScanNanos;
    private long second;
    private volatile boolean stopped;

    LoadGenerator(
            LoadSettings settings,
            Endpoints endpoints,
            DoubleUnaryOperator rate,
            LongSupplier nanos,
            Outcomes outcomes) {
        this(settings, endpoints, new Arrivals(rate), nanos, outcomes);
    }

    LoadGenerator(
            LoadSettings settings, Endpoints endpoints, Arrivals arrivals, LongSupplier nanos, Outcomes outcomes) {
        this.settings = settings;
        this.endpoints = endpoints;
        this.arrivals = arrivals;
        this.nanos = nanos;
        this.outcomes = outcomes;
    }

    /** Offers load for {@code lengthNanos} and waits at most {@code lingerNanos} for the answers still due. */
    void run(long lengthNanos, long lingerNanos) throws IOException {
        try (Selector opened = Selector.open()) {
            selector = opened;
            beganNanos = nanos.getAsLong();
            nextPollNanos = beganNanos;
            nextScanNanos = beganNanos;
            long endNanos = beganNanos + lengthNanos;
            while (!stopped && nanos.getAsLong() < endNanos) {
                turn(endNanos, true);
            }
            long lingerEnd = nanos.getAsLong() + lingerNanos;
            while (pending() > 0 && nanos.getAsLong() < lingerEnd) {
                turn(lingerEnd, false);
            }
            giveUp();
            endSeconds(beganNanos + (second + 1) * 1_000_000_000L);
        }
    }

    /** May be called by another thread. */
    void stop() {
        stopped = true;
    }

    private int pending() {
        return backlog.size()
                + instances.stream().mapToInt(Instance::outstanding).sum();
    }

    private void turn(long endNanos, boolean offering) throws IOException {
        long now = nanos.getAsLong();
        if (offering) {
            offerDue(now);
        }
        if (now >= nextPollNanos) {
            nextPollNanos = now + settings.pollEvery().toNanos();
            endpoints.changed().ifPresent(this::adopt);
        }
        if (now >= nextScanNanos) {
            nextScanNanos = now + TIMEOUT_SCAN_NANOS;
            failOverdue(now);
            closeIdle(now);
        }
        dispatch(now);
        endSeconds(now);
        long due = Math.min(endNanos, Math.min(nextPollNanos, nextScanNanos));
        due = Math.min(due, beganNanos + (second + 1) * 1_000_000_000L);
        if (offering) {
            due = Math.min(due, beganNanos + arrivals.peekNanos());
        }
        select(due - nanos.getAsLong());
    }

    /** Sleeps in whole milliseconds rather than spin: a request may be sent up to 1 ms late, and that counts against it. */
    private void select(long waitNanos) throws IOException {
        if (waitNanos <= 0) {
            selector.selectNow(this::ready);
        } else {
            selector.select(this::ready, Math.max(1, waitNanos / 1_000_000));
        }
    }

    private void endSeconds(long now) {
        while (now - beganNanos >= (second + 1) * 1_000_000_000L) {
            int listed =
                    (int) instances.stream().filter(instance -> instance.listed).count();
            outcomes.secondEnded(second++, listed, backlog.size());
        }
    }

    private void offerDue(long now) {
        while (beganNanos + arrivals.peekNanos() <= now) {
            Request request = new Request(beganNanos + arrivals.takeNanos());
            outcomes.offered();
            if (backlog.size() >= settings.maxBacklog()) {
                outcomes.shed();
            } else {
                backlog.addLast(request);
            }
        }
    }

    private void dispatch(long now) {
        while (!backlog.isEmpty()) {
            Instance instance = choose(now);
            if (instance == null) {
                return;
            }
            send(instance, backlog.removeFirst(), now);
        }
    }

    /** The less busy of two drawn by lot among those that take requests; null where none does. */
    private Instance choose(long now) {
        List<Instance> open = new ArrayList<>(instances.size());
        for (Instance instance : instances) {
            if (instance.takes(now, settings.maxConnections())) {
                open.add(instance);
            }
        }
        if (open.isEmpty()) {
            return null;
        }
        Instance one = open.get(random.nextInt(open.size()));
        Instance other = open.get(random.nextInt(open.size()));
        return one.outstanding() <= other.outstanding() ? one : other;
    }

    private void send(Instance instance, Request request, long now) {
        Connection connection = instance.idle.pollFirst();
        try {
            if (connection == null) {
                connection = new Connection(instance, selector);
            }
            instance.busy.add(connection);
            request.sentNanos = now;
            connection.send(request);
        } catch (IOException e) {
            if (connection == null) {
                unsent(instance, request, e.getMessage(), now);
            } else {
                lose(connection, e.getMessage());
            }
        }
    }

    private void ready(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (key.isValid() && key.isConnectable()) {
                connection.onConnectable();
            }
            if (key.isValid() && key.isWritable()) {
                connection.write();
            }
            if (key.isValid() && key.isReadable() && connection.read(buffer)) {
                answered(connection);
            }
        } catch (IOException e) {
            lose(connection, e.getMessage());
        } catch (Answer.MalformedException e) {
            connection.instance.busy.remove(connection);
            fail(connection.instance, connection.request, e.getMessage());
            connection.close();
        }
    }

    private void answered(Connection connection) {
        Instance instance = connection.instance;
        Request request = connection.request;
        instance.busy.remove(connection);
        if (connection.status() == 200) {
            outcomes.completed(request.intendedNanos, request.sentNanos, nanos.getAsLong());
        } else {
            fail(instance, request, "status " + connection.status());
        }
        boolean keep = instance.listed && !connection.closes();
        connection.idle(nanos.getAsLong());
        if (keep) {
            instance.idle.addFirst(connection);
        } else {
            connection.close();
        }
    }

    /** The connection broke: its request, if any, failed or goes elsewhere. */
    private void lose(Connection connection, String reason) {
        Instance instance = connection.instance;
        connection.close();
        instance.idle.remove(connection);
        instance.busy.remove(connection);
        Request request = connection.request;
        if (request == null) {
            return;
        }
        if (connection.anyWritten()) {
            fail(instance, request, reason);
        } else {
            unsent(instance, request, reason, nanos.getAsLong());
        }
    }

    private void unsent(Instance instance, Request request, String reason, long now) {
        instance.restsUntilNanos = now + REST_NANOS;
        request.unsent++;
        if (request.unsent > MAX_UNSENT) {
            fail(instance, request, "never sent: " + reason);
        } else {
            outcomes.retried();
            backlog.addFirst(request);
        }
    }

    private void fail(Instance instance, Request request, String reason) {
        outcomes.failed(request.intendedNanos, instance.target().node(), reason == null ? "unknown" : reason);
    }

    private void failOverdue(long now) {
        for (Instance instance : instances) {
            for (Connection connection : List.copyOf(instance.busy)) {
                if (now - connection.request.sentNanos > settings.timeout().toNanos()) {
                    instance.busy.remove(connection);
                    fail(
                            instance,
                            connection.request,
                            "no answer in " + settings.timeout().toSeconds() + " s");
                    connection.close();
                }
            }
        }
        instances.removeIf(instance -> !instance.listed && instance.outstanding() == 0);
    }

    /** Long before a server would: a connection that it closes just as a request is written fails that request. */
    private void closeIdle(long now) {
        for (Instance instance : instances) {
            while (!instance.idle.isEmpty()
                    && now - instance.idle.peekLast().idleSinceNanos
                            > settings.maxIdle().toNanos()) {
                instance.idle.removeLast().close();
            }
        }
    }

    private void adopt(List<Target> targets) {
        List<Instance> next = new ArrayList<>();
        for (Target target : targets) {
            next.add(instances.stream()
                    .filter(instance -> instance.listed && instance.target().equals(target))
                    .findFirst()
                    .orElseGet(() -> new Instance(target, settings.path())));
        }
        for (Instance instance : instances) {
            if (!next.contains(instance)) {
                instance.listed = false;
                instance.idle.forEach(Connection::close);
                instance.idle.clear();
                next.add(instance);
            }
        }
        instances = next;
    }

    private void giveUp() {
        for (Instance instance : instances) {
            for (Connection connection : List.copyOf(instance.busy)) {
                fail(instance, connection.request, "unanswered at the end");
                connection.close();
            }
            instance.idle.forEach(Connection::close);
        }
        while (!backlog.isEmpty()) {
            backlog.removeFirst();
            outcomes.shed();
        }
    }
}
