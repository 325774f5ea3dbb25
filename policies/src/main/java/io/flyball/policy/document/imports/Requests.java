package io.flyball.policy.document.imports;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the containers of one pod request together: what 100 % of HPA's Utilization is.
 *
 * @param cpu cores; empty: not known
 * @param memory bytes; empty: not known
 */
public record Requests(Optional<BigDecimal> cpu, Optional<BigDecimal> memory) {
    public static final Requests UNKNOWN = new Requests(Optional.empty(), Optional.empty());

    /** Of quantities as Kubernetes writes them; empty for text that is none. */
    public static Optional<BigDecimal> quantity(String text) {
        return KubernetesQuantity.parse(text).filter(value -> value.signum() > 0);
    }

    /** Those of the workload {@code kind/name} where it is among {@code documents}; {@code container} or all of them. */
    static Requests of(List<Object> documents, String kind, String name, String container) {
        for (Object document : documents) {
            if (Objects.equals(at(document, "kind"), kind) && Objects.equals(at(document, "metadata", "name"), name)) {
                Object containers = at(document, "spec", "template", "spec", "containers");
                if (containers instanceof List<?> list) {
                    return new Requests(sum(list, "cpu", container), sum(list, "memory", container));
                }
            }
        }
        return UNKNOWN;
    }

    /** As HPA: without a request of one of the containers there is no utilization. */
    private static Optional<BigDecimal> sum(List<?> containers, String resource, String only) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Object container : containers) {
            if (only.isEmpty() || only.equals(at(container, "name"))) {
                Object request = at(container, "resources", "requests", resource);
                Optional<BigDecimal> value = KubernetesQuantity.parse(request);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                sum = sum.add(value.get());
            }
        }
        return Optional.of(sum).filter(total -> total.signum() > 0);
    }

    private static Object at(Object tree, String... steps) {
        Object here = tree;
        for (String step : steps) {
            here = here instanceof Map<?, ?> map ? new HashMap<>(map).get(step) : null;
        }
        return here;
    }

    Requests or(Requests other) {
        return new Requests(cpu.or(other::cpu), memory.or(other::memory));
    }
}
