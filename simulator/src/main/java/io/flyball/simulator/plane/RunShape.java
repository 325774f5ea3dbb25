package io.flyball.simulator.plane;

import io.flyball.agent.instances.InstanceTemplate;
import io.flyball.policy.document.MemoryOptimization;
import io.flyball.policy.document.MonitoringConfig;
import io.flyball.policy.document.Policy;
import io.flyball.policy.document.PolicyDefaults;
import io.flyball.policy.document.ScalingBehavior;
import io.flyball.policy.document.ScalingBehavior.Direction;
import io.flyball.policy.document.ScalingBehavior.Limit;
import io.flyball.policy.document.ScalingBehavior.Select;
import io.flyball.policy.document.ScalingConfig;
import io.flyball.policy.document.ScalingConfig.FlapBudget;
import io.flyball.policy.document.ScalingRule;
import io.flyball.policy.document.ThreadOptimization;
import io.flyball.policy.document.ValidationConfig;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Metrics;
import io.flyball.protocol.model.ServiceName;
import io.flyball.simulator.plane.agent.AgentShape;
import io.flyball.simulator.plane.world.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one seed makes of a run before it begins.
 *
 * @param chaosMillis time in which faults happen
 * @param calmMillis mean time between two faults
 * @param settleMillis from the last fault until nothing may be left of it
 */
record RunShape(
        int members,
        List<AgentShape> agents,
        Map<ServiceName, Policy> policies,
        Map<ServiceName, Double> loads,
        long chaosMillis,
        long calmMillis,
        long settleMillis) {
    private static final List<ServiceName> NAMES = List.of(new ServiceName("shop"), new ServiceName("cart"));

    static RunShape of(Chance chance) {
        int members = (int) chance.between(2, 3);
        int agents = chance.of(0.5) ? 1 : (int) chance.between(2, 3);
        List<ServiceName> services = NAMES.subList(0, chance.of(0.75) ? 1 : 2);
        Duration interval = Duration.ofSeconds(chance.of(0.4) ? 5 : 10);
        Map<ServiceName, Policy> policies = new TreeMap<>();
        Map<ServiceName, Double> loads = new TreeMap<>();
        Map<ServiceName, Integer> initials = new TreeMap<>();
        long lease = 0;
        for (ServiceName service : services) {
            int initial = (int) chance.between(services.size() == 1 ? 2 : 1, services.size() == 1 ? 5 : 3);
            initials.put(service, initial);
            Policy policy = policy(chance, service, interval, initial * agents);
            policies.put(service, policy);
            loads.put(service, initial * agents * (20 + 30 * chance.unit()));
            Duration shortest =
                    policy.validation().settle().plus(policy.validation().window());
            lease = Math.max(lease, shortest.toMillis() * 3);
        }
        List<AgentShape> shapes = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            String name = "a" + (i + 1);
            List<InstanceTemplate> templates = new ArrayList<>();
            for (ServiceName service : services) {
                templates.add(template(chance, name, service, initials.get(service), templates.size()));
            }
            int threads = (int) chance.between(4, 10);
            shapes.add(new AgentShape(
                    name, members, interval.toMillis(), templates, threads, (int) chance.between(16, 48)));
        }
        return new RunShape(
                members,
                shapes,
                policies,
                loads,
                chance.between(90_000, 240_000),
                chance.between(5_000, 30_000),
                lease + 40_000);
    }

    private static InstanceTemplate template(
            Chance chance, String agent, ServiceName service, int initial, int number) {
        int first = 9_000 + 100 * number;
        int limit = initial + (int) chance.between(1, 3);
        return new InstanceTemplate(
                service,
                "{service}-" + agent + "-{index}",
                List.of("java"),
                Map.of(),
                Optional.empty(),
                new InstanceTemplate.PortRange(first, first + 30),
                Optional.of("http://127.0.0.1:{port}/ready"),
                new InstanceTemplate.Times(
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(8)),
                initial,
                limit);
    }

    private static Policy policy(Chance chance, ServiceName service, Duration interval, int initial) {
        Duration window = interval.multipliedBy(chance.between(3, 4));
        Duration settle = interval;
        ValidationConfig validation = new ValidationConfig(
                settle, window, settle.plus(window).multipliedBy(chance.between(1, 3)), 0.1 + 0.5 * chance.unit(), (int)
                        chance.between(2, 8));
        return new Policy(
                "p",
                service,
                List.of(),
                new MonitoringConfig(interval, interval.multipliedBy(3), PolicyDefaults.RETENTION, Map.of()),
                Optional.of(scaling(chance, initial)),
                chance.of(0.75) ? Optional.of(threads(chance)) : Optional.empty(),
                List.of(),
                chance.of(0.5) ? Optional.of(memory(chance)) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                validation,
                PolicyDefaults.AUTOMATION,
                PolicyDefaults.ROLLOUT);
    }

    private static ScalingConfig scaling(Chance chance, int initial) {
        List<ScalingRule> rules = new ArrayList<>();
        if (chance.of(0.7)) {
            rules.add(new ScalingRule.Resource(Metrics.CPU, 0.3 + 0.4 * chance.unit()));
        }
        if (rules.isEmpty() || chance.of(0.4)) {
            rules.add(new ScalingRule.Load(Metrics.THROUGHPUT, 25 + 40 * chance.unit()));
        }
        Direction down = new Direction(
                Duration.ofSeconds(chance.between(0, 40)),
                Select.MAX,
                List.of(new Limit(true, 100, Duration.ofSeconds(15))),
                PolicyDefaults.TOLERANCE);
        return new ScalingConfig(
                (int) chance.between(1, Math.max(1, initial - 1)),
                initial + (int) chance.between(0, 3),
                1.5 + chance.unit(),
                Duration.ofSeconds(chance.between(5, 40)),
                Duration.ofSeconds(chance.between(0, 10)),
                chance.of(0.4)
                        ? Optional.of(
                                new FlapBudget((int) chance.between(2, 8), Duration.ofMinutes(chance.between(2, 10))))
                        : Optional.empty(),
                Optional.empty(),
                rules,
                new ScalingBehavior(PolicyDefaults.SCALE_UP, down));
    }

    private static ThreadOptimization threads(Chance chance) {
        int min = (int) chance.between(3, 8);
        return new ThreadOptimization(
                Knobs.TOMCAT_MAX_THREADS,
                min,
                min + (int) chance.between(4, 40),
                1.3 + 0.7 * chance.unit(),
                0.6 + 0.3 * chance.unit());
    }

    private static MemoryOptimization memory(Chance chance) {
        return new MemoryOptimization(true, Duration.ofSeconds(chance.between(20, 60)), 5_000_000, 5);
    }
}
