package io.flyball.policy.vertical;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which instances get what is recommended now: the most urgent first, as many as the disruption budget allows; the others
 * wait for the next round. Every instance has its reason.
 *
 * @param now instances to change, in order
 * @param reasons one per instance, in order of urgency
 */
public record VerticalPlan(List<String> now, List<String> reasons) {
    public VerticalPlan {
        now = List.copyOf(now);
        reasons = List.copyOf(reasons);
    }

    /** When to act; {@link #DEFAULTS} are the updater's: 12 h, 10 %, at least 2 instances, at most half of them missing. */
    public record Settings(Duration lifetime, double leastChange, int leastInstances, double tolerance) {
        public static final Settings DEFAULTS = new Settings(Duration.ofHours(12), 0.1, 2, 0.5);
    }

    /**
     * @param cpuMillis requested now; empty = no request
     * @param bytes requested now; empty = no request
     * @param age empty = its start is not known
     * @param pending does not run yet
     * @param killedSoon killed for lack of memory within minutes of its start
     */
    public record Instance(
            String name,
            Optional<Long> cpuMillis,
            Optional<Long> bytes,
            Optional<Duration> age,
            boolean pending,
            boolean killedSoon) {}

    private record Ranked(Instance instance, UpdatePriority priority) {}

    /** @param configured instances that there should be */
    public static VerticalPlan of(
            Recommendation recommendation, List<Instance> instances, int configured, Settings settings) {
        if (recommendation.cpu().isEmpty() && recommendation.memory().isEmpty()) {
            return new VerticalPlan(List.of(), recommendation.reasons());
        }
        List<Ranked> ranked = instances.stream()
                .map(one -> new Ranked(one, UpdatePriority.of(List.of(container(recommendation, one)))))
                .sorted(Comparator.comparing(Ranked::priority, UpdatePriority.MOST_URGENT))
                .toList();
        DisruptionBudget budget = DisruptionBudget.of(
                configured,
                instances.size(),
                (int) instances.stream().filter(Instance::pending).count(),
                settings.tolerance(),
                settings.leastInstances(),
                false);
        List<String> now = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Ranked one : ranked) {
            Instance instance = one.instance();
            UpdatePriority.Admission admission = one.priority()
                    .admit(instance.age(), instance.killedSoon(), settings.leastChange(), settings.lifetime());
            boolean allowed = budget.allows(instance.pending());
            if (admission.accepted() && allowed) {
                now.add(instance.name());
                reasons.add("%s: %s".formatted(instance.name(), admission.reason()));
                budget = budget.after(instance.pending());
            } else {
                reasons.add("%s stays: %s"
                        .formatted(
                                instance.name(),
                                admission.accepted() ? budget.reason(instance.pending()) : admission.reason()));
            }
        }
        return new VerticalPlan(now, reasons.isEmpty() ? List.of("there are no instances") : reasons);
    }

    private static UpdatePriority.Container container(Recommendation recommendation, Instance instance) {
        Map<String, Long> request = new HashMap<>();
        Map<String, Long> target = new HashMap<>();
        Map<String, Long> lower = new HashMap<>();
        Map<String, Long> upper = new HashMap<>();
        instance.cpuMillis().ifPresent(millis -> request.put("cpu", millis));
        instance.bytes().ifPresent(bytes -> request.put("memory", bytes));
        recommendation.cpu().ifPresent(band -> put("cpu", band, target, lower, upper));
        recommendation.memory().ifPresent(band -> put("memory", band, target, lower, upper));
        return new UpdatePriority.Container(request, target, lower, upper);
    }

    private static void put(
            String resource, Band band, Map<String, Long> target, Map<String, Long> lower, Map<String, Long> upper) {
        target.put(resource, band.target());
        lower.put(resource, band.lower());
        upper.put(resource, band.upper());
    }
}
