package io.flyball.policy.tune.launch;

import io.flyball.policy.tune.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the memory of a container is split for a JVM, as Paketo's memory calculator does: what is needed outside of the
 * heap first, the rest is heap.
 *
 * <p>Example: 1 GiB, 100 classes, 2 threads: 14,580,000 bytes of metaspace and 794,920,672 of heap.
 *
 * @param heap {@code -Xmx}, bytes; 0 when nothing is left for it
 * @param metaspace {@code -XX:MaxMetaspaceSize}
 * @param codeCache {@code -XX:ReservedCodeCacheSize}
 * @param direct {@code -XX:MaxDirectMemorySize}
 * @param stacks {@code -Xss} times threads
 * @param headroom kept for the C heap and everything else
 */
public record ContainerMemory(
        long heap, long metaspace, long codeCache, long direct, long stacks, long headroom, List<String> reasons) {
    public static final int DEFAULT_THREADS = 250;
    private static final long MIB = 1024 * 1024;
    private static final long DIRECT = 10 * MIB;
    private static final long CODE_CACHE = 240 * MIB;
    private static final long STACK = MIB;
    private static final long METASPACE = 14_000_000;
    private static final long METASPACE_PER_CLASS = 5_800;

    public ContainerMemory {
        reasons = List.copyOf(reasons);
    }

    /**
     * @param total bytes that the container may use
     * @param classes loaded at most
     * @param threads at most
     * @param headroomPercent of the total, [0, 100]
     * @return empty, with the reason in {@link #missing}, when the container is too small
     */
    public static Optional<ContainerMemory> split(long total, long classes, long threads, double headroomPercent) {
        long heap = heap(total, classes, threads, headroomPercent);
        if (heap < 0) {
            return Optional.empty();
        }
        long metaspace = metaspace(classes);
        long headroom = headroom(total, headroomPercent);
        List<String> reasons = new ArrayList<>();
        reasons.add("%s in all: heap %s, metaspace %s for %d classes, code cache %s"
                .formatted(
                        Bytes.show(total), Bytes.show(heap), Bytes.show(metaspace), classes, Bytes.show(CODE_CACHE)));
        reasons.add("stacks %s for %d threads, direct memory %s, headroom %s"
                .formatted(Bytes.show(stacks(threads)), threads, Bytes.show(DIRECT), Bytes.show(headroom)));
        return Optional.of(
                new ContainerMemory(heap, metaspace, CODE_CACHE, DIRECT, stacks(threads), headroom, reasons));
    }

    /** Why {@link #split} is empty: how many bytes are missing. */
    public static String missing(long total, long classes, long threads, double headroomPercent) {
        return "%s are too little: %s more are needed outside of the heap alone"
                .formatted(Bytes.show(total), Bytes.show(-heap(total, classes, threads, headroomPercent)));
    }

    private static long heap(long total, long classes, long threads, double headroomPercent) {
        return total - headroom(total, headroomPercent) - DIRECT - metaspace(classes) - CODE_CACHE - stacks(threads);
    }

    private static long headroom(long total, double percent) {
        return (long) (total * (Math.max(0, Math.min(100, percent)) / 100));
    }

    private static long metaspace(long classes) {
        return METASPACE + METASPACE_PER_CLASS * Math.max(0, Math.min(classes, Integer.MAX_VALUE));
    }

    private static long stacks(long threads) {
        return STACK * Math.max(0, Math.min(threads, Integer.MAX_VALUE));
    }
}
