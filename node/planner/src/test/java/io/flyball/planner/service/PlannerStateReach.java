package io.flyball.planner.service;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Names of the classes of this package that {@link PlannerState} needs, directly or not. */
final class PlannerStateReach {
    private static Set<String> found;

    private PlannerStateReach() {}

    static synchronized Set<String> of(JavaClass anyOfPackage) {
        if (found == null) {
            Set<String> seen = new HashSet<>();
            Deque<JavaClass> open = new ArrayDeque<>();
            open.add(anyOfPackage.getPackage().getClass(PlannerState.class));
            while (!open.isEmpty()) {
                JavaClass next = open.remove();
                if (next.getPackageName().equals(PlannerState.class.getPackageName()) && seen.add(next.getFullName())) {
                    next.getDirectDependenciesFromSelf().stream()
                            .map(Dependency::getTargetClass)
                            .forEach(open::add);
                }
            }
            found = seen;
        }
        return found;
    }
}
