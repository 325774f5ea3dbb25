package io.flyball.simulator.demo.run;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** Instances came at the ramp and went after it, within the policy, and no request failed. */
final class InstanceEvidence {
    private InstanceEvidence() {}

    static Check of(Observed run) {
        Check.Builder check = Check.of("instances added and removed within the policy, no request failed");
        List<Decision> moves = run.decisions("INSTANCES").stream()
                .filter(Decision::acted)
                .filter(decision -> change(decision) != 0)
                .toList();
        List<Decision> up = moves.stream().filter(move -> change(move) > 0).toList();
        List<Decision> down = moves.stream().filter(move -> change(move) < 0).toList();
        check.require(!up.isEmpty(), "added: %s", up.isEmpty() ? "none" : describe(up));
        boolean after = !up.isEmpty()
                && !down.isEmpty()
                && down.get(0).at().isAfter(up.get(0).at());
        check.require(after, "removed after it: %s", down.isEmpty() ? "none" : describe(down));
        moves.forEach(move -> withinPolicy(check, move, run.bounds()));
        cooldowns(check, moves, run.bounds().cooldown());
        counts(check, run, up, down);
        check.require(run.failed() == 0, "%d of %d requests failed", run.failed(), offered(run));
        return check.done();
    }

    private static void withinPolicy(Check.Builder check, Decision move, Bounds bounds) {
        int from = count(move.from()).orElse(0);
        int to = count(move.to()).orElse(0);
        if (to < bounds.min() || to > bounds.max()) {
            check.missing("%d instances are outside [%d, %d]", to, bounds.min(), bounds.max());
        }
        if (to > Math.ceil(from * bounds.factor())) {
            check.missing("%d -> %d is more than a step of x%.1f", from, to, bounds.factor());
        }
    }

    private static void cooldowns(Check.Builder check, List<Decision> moves, Duration cooldown) {
        Duration shortest = null;
        for (int i = 1; i < moves.size(); i++) {
            Duration gap = Duration.between(moves.get(i - 1).at(), moves.get(i).at());
            shortest = shortest == null || gap.compareTo(shortest) < 0 ? gap : shortest;
        }
        if (shortest != null) {
            check.require(
                    shortest.compareTo(cooldown) >= 0,
                    "shortest time between two changes %d s (cooldown %d s)",
                    shortest.toSeconds(),
                    cooldown.toSeconds());
        }
    }

    /** What the agent really ran, not what was wished. */
    private static void counts(Check.Builder check, Observed run, List<Decision> up, List<Decision> down) {
        if (up.isEmpty() || down.isEmpty()) {
            return;
        }
        int most = most(run.readings(up.get(0).at(), down.get(0).at()));
        List<FleetReading> end =
                run.readings(down.get(0).at(), down.get(down.size() - 1).at().plusSeconds(60));
        int least = end.stream()
                .mapToInt(FleetReading::ready)
                .filter(ready -> ready > 0)
                .min()
                .orElse(0);
        check.require(most > run.bounds().min() && most <= run.bounds().max(), "%d took requests at peak", most);
        check.require(least >= run.bounds().min() && least < most, "%d afterwards", least);
    }

    private static int most(List<FleetReading> readings) {
        return readings.stream().mapToInt(FleetReading::ready).max().orElse(0);
    }

    private static long offered(Observed run) {
        return run.load().stream().mapToLong(second -> second.offered()).sum();
    }

    private static String describe(List<Decision> moves) {
        return String.join(
                ", ",
                moves.stream().map(move -> move.from() + " -> " + move.to()).toList());
    }

    private static int change(Decision move) {
        OptionalInt from = count(move.from());
        OptionalInt to = count(move.to());
        return from.isPresent() && to.isPresent() ? to.getAsInt() - from.getAsInt() : 0;
    }

    /** The first whole number of a text such as {@code 4} or {@code 4 instances}. */
    private static OptionalInt count(String text) {
        String digits = text.strip().replaceFirst("^(\\d+).*", "$1");
        return digits.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }
}
