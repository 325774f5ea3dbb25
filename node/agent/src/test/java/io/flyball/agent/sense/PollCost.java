package io.flyball.agent.sense;

import io.flyball.agent.jvm.JvmConnection;
import io.flyball.agent.jvm.JvmFacts;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * By hand: {@code PollCost PID INTERVAL_MILLIS POLLS WARM_UP} prints what polls cost the JVM and this process, after
 * {@code WARM_UP} polls in quick succession: the JVM compiles what it is asked often.
 */
public final class PollCost {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int WARM_UP_PAUSE_MILLIS = 10;

    private PollCost() {}

    public static void main(String[] arguments) throws Exception {
        long pid = Long.parseLong(arguments[0]);
        long interval = Long.parseLong(arguments[1]);
        int polls = Integer.parseInt(arguments[2]);
        try (JvmConnection jvm = JvmConnection.open(pid)) {
            var name = new NodeName(
                    new ServiceName("cost"), new NodeId("cost"), Optional.empty(), Optional.empty(), Optional.empty());
            var poll = new Poll(jvm, JvmFacts.of(pid, jvm), name);
            int warmUp = Integer.parseInt(arguments[3]);
            double[] target = new double[polls];
            double[] agent = new double[polls];
            for (int i = -warmUp; i < polls; i++) {
                double before = cpuMillis(pid);
                var sample = poll.read(Instant.now());
                double after = cpuMillis(pid);
                if (i >= 0) {
                    target[i] = after - before;
                    agent[i] = sample.value(Metrics.AGENT_COST).orElse(0) * interval;
                }
                TimeUnit.MILLISECONDS.sleep(i < -1 ? WARM_UP_PAUSE_MILLIS : interval);
            }
            report("target", target, interval);
            report("agent", agent, interval);
        }
        System.exit(0);
    }

    private static void report(String who, double[] millis, long interval) {
        Arrays.sort(millis);
        double mean = Arrays.stream(millis).average().orElse(0);
        System.out.printf(
                "%s: median %.2f ms, mean %.2f ms, max %.2f ms per poll; %.3f %% of a core (median), %.3f %% (mean)%n",
                who,
                millis[millis.length / 2],
                mean,
                millis[millis.length - 1],
                millis[millis.length / 2] * 100 / interval,
                mean * 100 / interval);
    }

    /** All threads that live, by the scheduler's own count: finer than the 10 ms of /proc/PID/stat. */
    private static double cpuMillis(long pid) throws IOException {
        double nanos = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads) {
                nanos += nanos(thread.resolve("schedstat"));
            }
        }
        return nanos / NANOS_PER_MILLI;
    }

    private static double nanos(Path schedstat) {
        try {
            return Double.parseDouble(Files.readString(schedstat).split(" ")[0]);
        } catch (IOException e) {
            return 0; // this thread ended meanwhile
        }
    }
}
