package io.flyball.policy.scale;

import io.flyball.policy.scale.Sizing.Sized;
import io.flyball.policy.scale.Sizing.Unsized;
import java.util.OptionalInt;

/**
 * What one rule wants, in words.
 *
 * @param replicas the wanted count; empty when the rule has none
 */
public record Proposal(Kind kind, OptionalInt replicas, String reason) {
    /** What a proposal may do to the others. */
    public enum Kind {
        /** From what was measured: the largest wins. */
        MEASURED,
        /** A least count from elsewhere (a schedule, a price): raises, but is no evidence that less is enough. */
        FLOOR,
        /** Measured, and proven well enough that the stabilization window need not hold what was wanted before. */
        RELEASE,
        /** Knows nothing yet and says why; the other rules decide without it. */
        ABSTAINED,
        /** Should know and does not: as long as that lasts nothing shrinks. */
        FAILED
    }

    public static Proposal of(int replicas, String reason) {
        return new Proposal(Kind.MEASURED, OptionalInt.of(replicas), reason);
    }

    /** The same for a metric per instance, in words. */
    static Proposal of(String metric, String remark, Sizing sizing, double target) {
        String mean =
                sizing instanceof Sized sized ? Numbers.show(sized.mean() / InstanceReading.THOUSANDTHS) : "unknown";
        String numbers = "mean %s per instance, target %s".formatted(mean, Numbers.show(target));
        return of(metric, remark.isEmpty() ? numbers : numbers + " (" + remark + ")", sizing);
    }

    /** What HPA's calculator made of {@code metric}. */
    public static Proposal of(String metric, String numbers, Sizing sizing) {
        if (sizing instanceof Sized sized) {
            String notes = sized.notes().isEmpty() ? "" : " (" + String.join("; ", sized.notes()) + ")";
            return of(sized.replicas(), "%s: %s -> %d%s".formatted(metric, numbers, sized.replicas(), notes));
        }
        return failed(metric + ": " + ((Unsized) sizing).reason());
    }

    public static Proposal floor(int replicas, String reason) {
        return new Proposal(Kind.FLOOR, OptionalInt.of(replicas), reason);
    }

    public static Proposal releasing(int replicas, String reason) {
        return new Proposal(Kind.RELEASE, OptionalInt.of(replicas), reason);
    }

    public static Proposal abstained(String reason) {
        return new Proposal(Kind.ABSTAINED, OptionalInt.empty(), reason);
    }

    public static Proposal failed(String reason) {
        return new Proposal(Kind.FAILED, OptionalInt.empty(), reason);
    }

    public boolean isFailed() {
        return kind == Kind.FAILED;
    }

    boolean measures() {
        return kind == Kind.MEASURED || kind == Kind.RELEASE;
    }
}
