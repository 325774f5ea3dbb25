package io.flyball.policy.vertical;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How urgent it is that one instance gets what is recommended.
 *
 * <p>{@code difference} = sum over resources of {@code |requested - target| / requested}, each summed over containers.
 *
 * <p>Example: 4 cores and 20 GB requested, 2 cores and 10 GB recommended: 0.5 + 0.5 = 1.0.
 *
 * @param outside a request lies outside [lower, upper], or there is none
 * @param grows a target is above its request
 */
public record UpdatePriority(boolean outside, boolean grows, double difference) {
    /** Most urgent first: those that grow, then by difference. */
    public static final Comparator<UpdatePriority> MOST_URGENT = Comparator.comparing(UpdatePriority::grows)
            .thenComparing(UpdatePriority::difference)
            .reversed();

    /**
     * Requests of one container and what is recommended for it, by resource, in the same whole unit. Resources without a
     * target are left alone; without a bound they have none.
     */
    public record Container(
            Map<String, Long> request, Map<String, Long> target, Map<String, Long> lower, Map<String, Long> upper) {
        public Container {
            request = Map.copyOf(request);
            target = Map.copyOf(target);
            lower = Map.copyOf(lower);
            upper = Map.copyOf(upper);
        }
    }

    public static UpdatePriority of(List<Container> containers) {
        boolean outside = false;
        boolean grows = false;
        Map<String, Double> requested = new HashMap<>();
        Map<String, Double> wanted = new HashMap<>();
        for (Container container : containers) {
            for (Map.Entry<String, Long> entry : container.target().entrySet()) {
                String resource = entry.getKey();
                long target = entry.getValue();
                Long request = container.request().get(resource);
                wanted.merge(resource, (double) target, Double::sum);
                requested.merge(resource, request == null ? 0.0 : request, Double::sum);
                grows |= request == null || target > request;
                outside |= request == null
                        || request < container.lower().getOrDefault(resource, request)
                        || request > container.upper().getOrDefault(resource, request);
            }
        }
        double difference = 0;
        for (Map.Entry<String, Double> entry : wanted.entrySet()) {
            double request = Math.max(1, requested.get(entry.getKey()));
            difference += Math.abs(request - entry.getValue()) / request;
        }
        return new UpdatePriority(outside, grows, difference);
    }

    /** Whether to act, and why. */
    public record Admission(boolean accepted, String reason) {}

    /**
     * Acts on a request outside the recommended range, on an instance killed for lack of memory soon after its start, and
     * on a difference of at least {@code leastChange} where the instance lives for {@code lifetime} already.
     *
     * @param age empty when its start is not known
     * @param killedSoon killed for lack of memory within minutes of its start
     */
    public Admission admit(Optional<Duration> age, boolean killedSoon, double leastChange, Duration lifetime) {
        if (killedSoon) {
            return difference == 0
                    ? new Admission(false, "killed for lack of memory, but the recommendation is what it has")
                    : new Admission(true, told("killed for lack of memory soon after its start"));
        }
        if (outside) {
            return new Admission(true, told("the request lies outside the recommended range"));
        }
        if (age.isEmpty()) {
            return new Admission(false, "within the recommended range, and its age is not known");
        }
        if (age.get().compareTo(lifetime) < 0) {
            return new Admission(
                    false, "within the recommended range, and younger than %d h".formatted(lifetime.toHours()));
        }
        if (difference < leastChange) {
            return new Admission(
                    false,
                    String.format(
                            Locale.ROOT, "a difference of %.2f is below %.2f: not worth it", difference, leastChange));
        }
        return new Admission(true, told("older than %d h".formatted(lifetime.toHours())));
    }

    private String told(String why) {
        return String.format(Locale.ROOT, "%s; requests differ from the target by %.2f", why, difference);
    }
}
