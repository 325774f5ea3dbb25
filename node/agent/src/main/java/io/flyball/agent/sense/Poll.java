package io.flyball.agent.sense;

import io.flyball.agent.jvm.JvmConnection;
import io.flyball.agent.jvm.JvmFacts;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.Sample;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** All readers of one JVM. Used by the thread of that JVM only: its processor time is the cost. */
final class Poll {
    private static final double NANOS_PER_SECOND = 1e9;

    private final List<Reader> readers = new ArrayList<>();
    private final GcReader collections;
    private final Counter cost = new Counter();

    Poll(JvmConnection jvm, JvmFacts facts, NodeName name) throws IOException {
        collections = new GcReader(jvm, facts);
        readers.add(new MemoryReader(jvm)); // before those that relate to the heap
        readers.add(collections);
        readers.add(new ThreadReader(jvm, facts));
        readers.add(new StackReader(jvm)); // after the number of threads
        readers.add(new ProcessReader(facts, HostReader.processors()));
        readers.add(new HostReader());
        readers.add(new TomcatReader(jvm, facts.pid()));
        readers.add(new HikariReader(jvm));
        readers.add(new AppReader(jvm));
        name.scrape().ifPresent(page -> readers.add(new ScrapeReader(page))); // after those whose values it replaces
        readers.add(new ReadyReader(name.ready()));
        look();
    }

    /** Looks for sources that came or went. */
    void look() throws IOException {
        for (Reader reader : readers) {
            reader.look();
        }
    }

    /** Bytes in use after the newest collection that was seen. */
    OptionalLong live() {
        return collections.live();
    }

    Sample read(Instant tick) throws IOException {
        var readings = new Readings();
        for (Reader reader : readers) {
            reader.read(readings);
        }
        double own = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / NANOS_PER_SECOND;
        readings.put(Metrics.AGENT_COST, cost.perSecond(own));
        return readings.sample(tick);
    }
}
