package io.flyball.simulator.demo.run;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Request threads were raised on one instance, judged against its peers, then on the others; throughput tripled. */
final class ThreadEvidence {
    private static final String MAX_THREADS = "tomcat.threads.max";
    private static final double TRIPLED = 3;

    private ThreadEvidence() {}

    static Check of(Observed run) {
        Check.Builder check = Check.of("threads: trial on one, judged, spread; throughput tripled");
        List<Decision> raised =
                run.decisions("THREADS").stream().filter(Decision::acted).toList();
        Optional<Decision> canary = raised.stream()
                .filter(decision -> decision.isKept() && decision.nodes().size() == 1)
                .filter(decision ->
                        decision.effect().filter(Decision.Effect::passed).isPresent())
                .findFirst();
        if (canary.isEmpty()) {
            check.missing("no trial of request threads on one instance was kept after a passed validation");
        } else {
            canary(check, canary.get());
            spread(check, run, canary.get());
        }
        throughput(check, run, raised);
        return check.done();
    }

    private static void canary(Check.Builder check, Decision canary) {
        Decision.Effect effect = canary.effect().orElseThrow();
        check.seen(
                "%s %s -> %s tried on %s alone",
                canary.subject(), canary.from(), canary.to(), canary.nodes().get(0));
        check.require(
                effect.throughputAfter() > effect.throughputBefore() && Double.isFinite(effect.p99After()),
                "validated: %.0f -> %.0f req/s, p99 %.0f -> %.0f ms",
                effect.throughputBefore(),
                effect.throughputAfter(),
                effect.p99Before() * 1e3,
                effect.p99After() * 1e3);
    }

    /** The others must have been raised too, each after the trial. */
    private static void spread(Check.Builder check, Observed run, Decision canary) {
        String first = canary.nodes().get(0);
        Map<String, Instant> raisedAt = firstRaised(run);
        check.require(raisedAt.containsKey(first), "%s runs more threads", first);
        for (String peer : peers(run, first)) {
            boolean after = raisedAt.containsKey(first)
                    && raisedAt.containsKey(peer)
                    && raisedAt.get(peer).isAfter(raisedAt.get(first));
            check.require(after, "spread to %s after it", peer);
        }
        long most = run.readings().stream()
                .flatMap(reading -> reading.nodes().stream())
                .mapToLong(node ->
                        (long) node.metrics().getOrDefault(MAX_THREADS, 0.0).doubleValue())
                .max()
                .orElse(0);
        check.seen("up to %d threads each", most);
    }

    /** Those that were there from the beginning; later ones are started with what their peers proved. */
    private static List<String> peers(Observed run, String first) {
        return run.knobs().stream()
                .map(KnobList::node)
                .filter(node -> !node.equals(first))
                .toList();
    }

    /** When each node first showed more threads than it first showed. */
    private static Map<String, Instant> firstRaised(Observed run) {
        Map<String, Double> initial = new TreeMap<>();
        Map<String, Instant> raisedAt = new TreeMap<>();
        List<FleetReading> ordered = run.readings().stream()
                .sorted(Comparator.comparing(FleetReading::at))
                .toList();
        for (FleetReading reading : ordered) {
            for (FleetReading.Node node : reading.nodes()) {
                double threads = node.metric(MAX_THREADS);
                if (Double.isFinite(threads) && threads > initial.computeIfAbsent(node.id(), id -> threads)) {
                    raisedAt.putIfAbsent(node.id(), reading.at());
                }
            }
        }
        return raisedAt;
    }

    private static void throughput(Check.Builder check, Observed run, List<Decision> raised) {
        if (raised.isEmpty()) {
            check.missing("request threads were never raised");
            return;
        }
        Instant began = raised.get(0).at();
        double before = Throughput.best(run.load(run.loadBegan(), began));
        double peak = Throughput.best(run.load());
        check.require(
                before > 0 && peak >= TRIPLED * before,
                "throughput %.0f -> %.0f req/s (x%.1f, best %d s before the first change and at peak)",
                before,
                peak,
                before > 0 ? peak / before : 0,
                Throughput.STRETCH_SECONDS);
    }
}
