package io.flyball.simulator.demo.run;

import io.flyball.simulator.demo.load.LoadSecond;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Idle heap was given back, which RSS shows, and the settings were as before when the load came again. */
final class MemoryEvidence {
    private static final Duration EFFECT_WITHIN = Duration.ofSeconds(20);
    private static final Duration BEFORE = Duration.ofSeconds(10);
    /** "Visibly lower": a quarter of RSS and at least this much. */
    private static final double SHARE = 0.25;

    private static final double BYTES = 50e6;
    /** "Load returned": half of what two instances could do at the start of the day, 2 x 4 threads / 20 ms. */
    private static final double RETURNED_RATE = 200;

    private MemoryEvidence() {}

    static Check of(Observed run) {
        Check.Builder check = Check.of("idle heap given back after the fall, restored before load returned");
        List<Decision> memory =
                run.decisions("MEMORY").stream().filter(Decision::acted).toList();
        Optional<Instant> fall = lastPeak(run);
        List<Decision> giveBacks = memory.stream()
                .filter(decision -> fall.isPresent() && decision.at().isAfter(fall.get()))
                .filter(MemoryEvidence::collects)
                .filter(decision -> drop(run, decision).isPresent())
                .toList();
        if (giveBacks.isEmpty()) {
            check.missing("no give-back after the fall lowered RSS by %.0f %% and %.0f MB", SHARE * 100, BYTES / 1e6);
            return check.done();
        }
        giveBacks.forEach(decision -> check.seen(
                "%s: RSS %.0f -> %.0f MB",
                String.join(", ", decision.nodes()),
                drop(run, decision).orElseThrow().before() / 1e6,
                drop(run, decision).orElseThrow().after() / 1e6));
        restored(check, run, giveBacks);
        return check.done();
    }

    private record Drop(double before, double after) {}

    private static Optional<Drop> drop(Observed run, Decision decision) {
        double before = run.readings(decision.at().minus(BEFORE), decision.at()).stream()
                .mapToDouble(reading -> reading.rssOf(decision.nodes()))
                .filter(rss -> rss > 0)
                .max()
                .orElse(0);
        double after = run.readings(decision.at(), decision.at().plus(EFFECT_WITHIN)).stream()
                .filter(reading -> allLive(reading, decision.nodes()))
                .mapToDouble(reading -> reading.rssOf(decision.nodes()))
                .filter(rss -> rss > 0)
                .min()
                .orElse(before);
        boolean lower = before - after >= BYTES * decision.nodes().size() && after <= before * (1 - SHARE);
        return lower ? Optional.of(new Drop(before, after)) : Optional.empty();
    }

    private static boolean allLive(FleetReading reading, List<String> nodes) {
        return nodes.stream()
                .allMatch(id -> reading.nodes().stream()
                        .anyMatch(node -> node.id().equals(id)
                                && node.isLive()
                                && node.metrics().containsKey("rss")));
    }

    /** A give-back runs a collection, a restore does not. */
    private static boolean collects(Decision decision) {
        return decision.to().contains("jvm.gc=1");
    }

    /** Nodes given back were seen with tight settings, and later, before the load returned, without. */
    private static void restored(Check.Builder check, Observed run, List<Decision> giveBacks) {
        check.require(giveBacks.stream().anyMatch(Decision::isKept), "kept after validation, on one instance or more");
        Instant given = giveBacks.get(0).at();
        Optional<Instant> returned = run.load(given, given.plus(Duration.ofDays(1))).stream()
                .filter(second ->
                        second.phase().equals("dawn") || second.phase().equals("morning"))
                .filter(second -> second.offered() >= RETURNED_RATE)
                .map(second -> Instant.ofEpochMilli(second.endEpochMillis()))
                .findFirst();
        if (returned.isEmpty()) {
            check.missing("load did not return before the end");
            return;
        }
        List<String> alive = aliveAt(run, returned.get(), giveBacks);
        check.require(!alive.isEmpty(), "%d of the instances given back were there when load returned", alive.size());
        for (String node : alive) {
            Optional<Instant> tight = lastTight(run, node, given, returned.get(), giveBacks);
            if (tight.isEmpty()) {
                check.missing("%s was never seen with tight heap settings", node);
                continue;
            }
            double ahead = Duration.between(tight.get(), returned.get()).toMillis() / 1e3;
            check.require(
                    !isTight(run, node, returned.get(), giveBacks),
                    "%s had its own heap settings back before load passed %.0f req/s (last seen tight %.1f s before)",
                    node,
                    RETURNED_RATE,
                    ahead);
        }
    }

    private static Optional<Instant> lastTight(
            Observed run, String node, Instant from, Instant to, List<Decision> giveBacks) {
        return run.readings(from, to).stream()
                .filter(reading ->
                        reading.nodes().stream().anyMatch(seen -> seen.id().equals(node) && hasTight(seen, giveBacks)))
                .map(FleetReading::at)
                .reduce((earlier, later) -> later);
    }

    private static boolean hasTight(FleetReading.Node node, List<Decision> giveBacks) {
        return node.effective().entrySet().stream()
                .filter(setting -> setting.getKey().endsWith("HeapFreeRatio"))
                .anyMatch(setting -> giveBacks.stream()
                        .anyMatch(given -> isSetBy(setting.getKey() + "=" + setting.getValue(), given)));
    }

    /** Whether the last reading before {@code moment} still shows a ratio that a give-back had set. */
    private static boolean isTight(Observed run, String node, Instant moment, List<Decision> giveBacks) {
        return run.readings(moment.minusSeconds(5), moment).stream()
                .flatMap(reading -> reading.nodes().stream())
                .filter(seen -> seen.id().equals(node))
                .reduce((earlier, later) -> later)
                .filter(seen -> hasTight(seen, giveBacks))
                .isPresent();
    }

    private static boolean isSetBy(String setting, Decision giveBack) {
        return List.of(giveBack.to().split(", ")).contains(setting);
    }

    private static List<String> aliveAt(Observed run, Instant moment, List<Decision> giveBacks) {
        List<String> given = giveBacks.stream()
                .flatMap(decision -> decision.nodes().stream())
                .distinct()
                .toList();
        return run.readings(moment.minusSeconds(5), moment).stream()
                .flatMap(reading -> reading.nodes().stream())
                .filter(node -> node.isLive() && given.contains(node.id()))
                .map(FleetReading.Node::id)
                .distinct()
                .sorted()
                .toList();
    }

    private static Optional<Instant> lastPeak(Observed run) {
        return run.load().stream()
                .filter(second -> second.phase().equals("peak"))
                .reduce((earlier, later) -> later)
                .map(LoadSecond::endEpochMillis)
                .map(Instant::ofEpochMilli);
    }
}
