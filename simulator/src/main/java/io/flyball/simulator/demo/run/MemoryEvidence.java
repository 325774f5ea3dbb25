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

    /** Each node given back was restored by a decision, and ran without the tight values when the load returned. */
    private static void restored(Check.Builder check, Observed run, List<Decision> giveBacks) {
        Instant given = giveBacks.get(giveBacks.size() - 1).at();
        Optional<Instant> returned = run.load(given, given.plus(Duration.ofDays(1))).stream()
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
            Optional<Instant> at = lastRestore(run, node, given, returned.get());
            check.require(
                    at.isPresent(),
                    "%s restored %s before load passed %.0f req/s",
                    node,
                    at.map(moment -> Duration.between(moment, returned.get()).toMillis() / 1e3 + " s")
                            .orElse("never"),
                    RETURNED_RATE);
            check.require(
                    !isTight(run, node, returned.get(), giveBacks), "%s ran with its settings of before by then", node);
        }
    }

    private static Optional<Instant> lastRestore(Observed run, String node, Instant from, Instant to) {
        return run.decisions("MEMORY").stream()
                .filter(decision -> decision.at().isAfter(from) && decision.at().isBefore(to))
                .filter(decision -> decision.acted() && !collects(decision))
                .filter(decision -> decision.nodes().contains(node))
                .map(Decision::at)
                .reduce((earlier, later) -> later);
    }

    /** Whether the last reading before {@code moment} still shows a ratio that a give-back had set. */
    private static boolean isTight(Observed run, String node, Instant moment, List<Decision> giveBacks) {
        return run.readings(moment.minusSeconds(5), moment).stream()
                .flatMap(reading -> reading.nodes().stream())
                .filter(seen -> seen.id().equals(node))
                .reduce((earlier, later) -> later)
                .map(FleetReading.Node::effective)
                .filter(settings -> settings.entrySet().stream()
                        .filter(setting -> setting.getKey().endsWith("HeapFreeRatio"))
                        .anyMatch(setting -> giveBacks.stream()
                                .anyMatch(given -> isSetBy(setting.getKey() + "=" + setting.getValue(), given))))
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
