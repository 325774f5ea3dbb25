package io.flyball.agent.sense;

import io.flyball.agent.jvm.JvmConnection;
import io.flyball.agent.jvm.MBeanRefusedException;
import io.flyball.protocol.model.Metrics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * What the worker threads do: of a few of them at every third tick, in turn, the innermost calls. Shares are of the
 * workers looked at and add up to 1 with those that wait for something else.
 *
 * <p>Few threads, few calls and not always, on purpose: 16 stacks of 12 calls cost the JVM 4 ms of processor time while
 * it is cold and 0.6 ms once it has compiled what it is asked. Names are asked for again only when the number of threads
 * changed. Virtual threads are not seen.
 */
final class StackReader implements Reader {
    /** Workers looked at together; five minutes at 5 s show 320. */
    static final int MOST_STACKS = 16;
    /** An idle worker of Tomcat shows where it waits as its ninth call. */
    static final int DEPTH = 12;

    private static final int MOST_NAMES = 512;
    private static final int EVERY = 3;
    private static final ObjectName THREADING = JvmConnection.name("java.lang:type=Threading");
    private static final String IDS = "AllThreadIds";
    private static final String INFO = "getThreadInfo";
    private static final String[] OF_IDS = {long[].class.getName()};
    private static final String[] OF_IDS_AND_DEPTH = {long[].class.getName(), int.class.getName()};

    private final JvmConnection jvm;
    private List<Long> workers = List.of();
    private double threads = Double.NaN;
    private int ticks;
    private int next;

    StackReader(JvmConnection jvm) {
        this.jvm = jvm;
    }

    @Override
    public void look() {
        threads = Double.NaN; // ask for names again
    }

    @Override
    public void read(Readings readings) throws IOException {
        if (ticks++ % EVERY != 0) {
            return;
        }
        try {
            double now = readings.value(Metrics.THREADS).orElse(Double.NaN);
            if (now != threads) {
                workers = WorkerNames.workers(names());
                threads = now;
            }
            if (!workers.isEmpty()) {
                put(readings, activities());
            }
        } catch (MBeanRefusedException e) {
            workers = List.of(); // a JVM that does not let its stacks be read
        }
    }

    private Map<Long, String> names() throws IOException, MBeanRefusedException {
        Map<Long, String> names = new HashMap<>();
        if (jvm.read(THREADING, IDS).get(IDS) instanceof long[] all) {
            for (CompositeData info : infos(OF_IDS, (Object) some(all, MOST_NAMES))) {
                if (info.get("threadId") instanceof Long id && info.get("threadName") instanceof String name) {
                    names.put(id, name);
                }
            }
        }
        return names;
    }

    /** Spread evenly over all. */
    private static long[] some(long[] all, int most) {
        int count = Math.min(most, all.length);
        long[] chosen = new long[count];
        for (int i = 0; i < count; i++) {
            chosen[i] = all[(int) ((long) i * all.length / count)];
        }
        return chosen;
    }

    private Map<ThreadActivity, Integer> activities() throws IOException, MBeanRefusedException {
        int count = Math.min(MOST_STACKS, workers.size());
        long[] ids = new long[count];
        for (int i = 0; i < count; i++) {
            ids[i] = workers.get((next + i) % workers.size());
        }
        next = (next + count) % workers.size();
        Map<ThreadActivity, Integer> found = new EnumMap<>(ThreadActivity.class);
        for (CompositeData info : infos(OF_IDS_AND_DEPTH, ids, DEPTH)) {
            if (info.get("threadState") instanceof String state) {
                found.merge(ThreadActivity.of(Thread.State.valueOf(state), calls(info)), 1, Integer::sum);
            }
        }
        return found;
    }

    /** A thread that ended meanwhile is not among them. */
    private List<CompositeData> infos(String[] signature, Object... arguments)
            throws IOException, MBeanRefusedException {
        List<CompositeData> found = new ArrayList<>();
        if (jvm.invoke(THREADING, INFO, arguments, signature) instanceof CompositeData[] infos) {
            for (CompositeData info : infos) {
                if (info != null) {
                    found.add(info);
                }
            }
        }
        return found;
    }

    private static List<String> calls(CompositeData info) {
        List<String> calls = new ArrayList<>();
        if (info.get("stackTrace") instanceof CompositeData[] frames) {
            for (CompositeData frame : frames) {
                calls.add(frame.get("className") + "." + frame.get("methodName"));
            }
        }
        return calls;
    }

    private void put(Readings readings, Map<ThreadActivity, Integer> found) {
        double all = found.values().stream().mapToInt(Integer::intValue).sum();
        if (all == 0) {
            return;
        }
        readings.put(Metrics.THREADS_WORKERS, workers.size());
        readings.put(Metrics.THREADS_IDLE_SHARE, found.getOrDefault(ThreadActivity.IDLE, 0) / all);
        readings.put(Metrics.THREADS_RUNNABLE_SHARE, found.getOrDefault(ThreadActivity.RUNNABLE, 0) / all);
        readings.put(Metrics.THREADS_BLOCKED_SHARE, found.getOrDefault(ThreadActivity.LOCK_WAIT, 0) / all);
        readings.put(Metrics.THREADS_POOL_WAIT_SHARE, found.getOrDefault(ThreadActivity.POOL_WAIT, 0) / all);
        readings.put(Metrics.THREADS_IO_WAIT_SHARE, found.getOrDefault(ThreadActivity.IO_WAIT, 0) / all);
    }
}
