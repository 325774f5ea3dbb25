package io.flyball.agent.jvm;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import javax.management.ObjectName;

/**
 * What does not change while a JVM runs.
 *
 * @param version e.g. {@code 17.0.15}
 * @param feature e.g. 17; 0 when unknown
 * @param minHeap bytes below which the heap never shrinks; 0 when unknown
 * @param maxHeap bytes; 0 when unknown
 */
public record JvmFacts(
        long pid,
        String version,
        int feature,
        Collector collector,
        long minHeap,
        long maxHeap,
        List<ObjectName> collectorBeans) {
    public JvmFacts {
        collectorBeans = List.copyOf(collectorBeans);
    }

    public static JvmFacts of(long pid, JvmConnection jvm) throws IOException {
        Set<ObjectName> beans = jvm.find("java.lang:type=GarbageCollector,name=*");
        String version = jvm.systemProperty("java.version").orElse("unknown");
        int feature = parse(jvm.systemProperty("java.specification.version").orElse("0"));
        Collector collector = Collector.of(
                beans.stream().map(bean -> bean.getKeyProperty("name")).toList());
        long min = bytes(jvm, "MinHeapSize");
        long max = bytes(jvm, "MaxHeapSize");
        return new JvmFacts(pid, version, feature, collector, min, max, List.copyOf(beans));
    }

    /** With equal bounds no collector ever gives heap back. */
    public boolean heapIsFixed() {
        return maxHeap > 0 && minHeap == maxHeap;
    }

    /** E.g. {@code 17.0.15 G1 pid 4711}. */
    public String label() {
        return version + " " + collector.label() + " pid " + pid;
    }

    private static long bytes(JvmConnection jvm, String flag) throws IOException {
        return jvm.vmOption(flag).map(Long::parseLong).orElse(0L);
    }

    private static int parse(String specification) {
        try {
            return Integer.parseInt(specification);
        } catch (NumberFormatException e) {
            return 0; // 1.8 and older
        }
    }
}
