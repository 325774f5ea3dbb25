package io.flyball.policy.document.schema;

import io.flyball.policy.document.PolicyFields;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * One field in which two policies differ. What means the same is no difference: {@code 300s} and {@code 5m}, a default
 * that is written and one that is not.
 *
 * @param from what holds now; empty where nothing does
 * @param to what would hold; empty where nothing would
 */
public record Difference(Kind kind, String path, String from, String to) {
    /** Whether the field is there on both sides, only on the new, or only on the old. */
    public enum Kind {
        CHANGED,
        ADDED,
        REMOVED
    }

    /** From one tree to another, by path; null stands for no policy. */
    public static List<Difference> between(Object from, Object to) {
        Flat before = Flat.of(PolicyFields.ROOT, from);
        Flat after = Flat.of(PolicyFields.ROOT, to);
        TreeSet<String> paths = new TreeSet<>(Flat.ORDER);
        paths.addAll(before.leaves().keySet());
        paths.addAll(after.leaves().keySet());
        List<Difference> differences = new ArrayList<>();
        for (String path : paths) {
            Flat.Leaf old = before.leaf(path, after);
            Flat.Leaf young = after.leaf(path, before);
            if (!old.meaning().equals(young.meaning())) {
                Kind kind = old.isNothing() ? Kind.ADDED : young.isNothing() ? Kind.REMOVED : Kind.CHANGED;
                differences.add(new Difference(kind, path, old.shown(), young.shown()));
            }
        }
        return differences;
    }
}
