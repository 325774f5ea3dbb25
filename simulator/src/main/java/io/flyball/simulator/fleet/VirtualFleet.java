package io.flyball.simulator.fleet;

import io.flyball.agent.link.LinkSettings;
import io.flyball.protocol.model.ServiceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * All services, agents and virtual nodes. A service is on as many agents as give each about {@value #PER_AGENT} of its
 * nodes, so a link carries nodes of a few services: 10,000 nodes in 100 services on 200 links are 50 nodes a link, of 6
 * or 7 services. Every second service is scaled, the others are tuned.
 */
final class VirtualFleet {
    private static final int PER_AGENT = 8;
    private static final Duration LEAST_PERIOD = Duration.ofSeconds(90);
    private static final int PERIOD_IN_INTERVALS = 18;
    /** Beyond the time for which the planner looks at a report. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    /** Reports of one link under way; beyond it they wait in the agent's buffer. */
    private static final int WINDOW = 1_024;
    /** At ten seconds each, ten minutes without a member. */
    private static final int REPORTS_PER_NODE = 60;

    private static final long BYTES_PER_LINK = 32L * 1024 * 1024;

    private static final long LINK_NANOS = 150_000_000;
    private static final long ALL_LINKS_NANOS = 60_000_000_000L;

    private static final LinkSettings.Timing TIMING = new LinkSettings.Timing(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofMillis(500),
            Duration.ofSeconds(15));

    private final List<VirtualAgent> agents = new ArrayList<>();
    private final List<ServiceLoad> services = new ArrayList<>();

    VirtualFleet(FleetOptions options, VirtualAgent.Surroundings around) {
        SplittableRandom random = new SplittableRandom(options.seed());
        for (int i = 0; i < options.links(); i++) {
            LinkSettings settings = new LinkSettings(
                    "virtual-host-" + i,
                    options.servers(),
                    options.token().map(LinkSettings.Bearer::new),
                    new LinkSettings.Bounds(WINDOW, REPORTS_PER_NODE, BYTES_PER_LINK),
                    TIMING);
            agents.add(new VirtualAgent(i, settings, random.nextLong(), around));
        }
        Duration period = options.interval().multipliedBy(PERIOD_IN_INTERVALS);
        long nanos = (period.compareTo(LEAST_PERIOD) < 0 ? LEAST_PERIOD : period).toNanos();
        long quiet =
                new FleetPolicy(options.interval()).staleAfter().plus(QUIET).toNanos();
        long now = around.clocks().nanos();
        int next = 0;
        for (int i = 0; i < options.services(); i++) {
            int nodes = options.nodes() / options.services() + (i < options.nodes() % options.services() ? 1 : 0);
            ServiceLoad load = new ServiceLoad(
                    new ServiceName("virtual-" + i),
                    i % 2 == 0 ? ServiceLoad.Kind.SCALED : ServiceLoad.Kind.TUNED,
                    nodes,
                    nanos,
                    random.nextDouble(),
                    quiet,
                    now,
                    around.tally());
            services.add(load);
            next = spread(load, next);
        }
    }

    /** @return the agent after the last that got some */
    private int spread(ServiceLoad load, int first) {
        int hosts = Math.max(1, Math.min(agents.size(), load.nodes() / PER_AGENT));
        for (int i = 0; i < hosts; i++) {
            int initial = load.nodes() / hosts + (i < load.nodes() % hosts ? 1 : 0);
            agents.get((first + i) % agents.size()).host(load, initial, 3 * initial + 2);
        }
        return (first + hosts) % agents.size();
    }

    List<ServiceLoad> services() {
        return List.copyOf(services);
    }

    List<VirtualAgent> agents() {
        return List.copyOf(agents);
    }

    /** Links open one after the other: the hosts of a real fleet do not start at the same moment either. */
    void start(long now) {
        long step = Math.min(LINK_NANOS, ALL_LINKS_NANOS / agents.size());
        for (int i = 0; i < agents.size(); i++) {
            agents.get(i).start(now + i * step);
        }
    }

    /** Everything that is due. */
    void round(long nanos) {
        for (ServiceLoad service : services) {
            if (service.advance(nanos)) {
                agents.forEach(agent -> agent.report(service.name()));
            }
        }
        agents.forEach(VirtualAgent::tick);
    }

    /** From now on nothing is awaited, and nodes make no more reports. */
    void endLoad() {
        services.forEach(ServiceLoad::end);
        agents.forEach(VirtualAgent::fallSilent);
    }

    void leave() {
        agents.forEach(VirtualAgent::leave);
    }

    /** Every node's end was told. */
    boolean isGone() {
        return agents.stream().allMatch(VirtualAgent::isQuiet);
    }

    void close() {
        agents.forEach(VirtualAgent::close);
    }

    /** Ticks of the last acknowledged reports, by service and node. */
    Map<ServiceName, Map<String, List<Long>>> stored() {
        Map<ServiceName, Map<String, List<Long>>> all = new HashMap<>();
        agents.forEach(agent -> agent.stored(all));
        return all;
    }

    int nodes() {
        return agents.stream().mapToInt(VirtualAgent::nodes).sum();
    }

    int openLinks() {
        return (int) agents.stream().filter(VirtualAgent::isOpen).count();
    }

    int jumps() {
        return services.stream().mapToInt(ServiceLoad::jumps).sum();
    }

    int unanswered() {
        return services.stream().mapToInt(ServiceLoad::unanswered).sum();
    }
}
