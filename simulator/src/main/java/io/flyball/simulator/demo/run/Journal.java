package io.flyball.simulator.demo.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.flyball.simulator.demo.load.LoadSecond;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the run has seen so far; bounded, so that a demo may run for days. */
final class Journal {
    private static final int MAX_DECISIONS = 20_000;
    private static final int MAX_SECONDS = 7_200;

    private final Map<String, Decision> decisions = new LinkedHashMap<>();
    private final List<FleetReading> readings = new ArrayList<>();
    private final List<LoadSecond> load = new ArrayList<>();
    private final List<KnobList> knobs = new ArrayList<>();
    private Instant loadBegan = Instant.EPOCH;
    private ChaosOutcome chaos;
    private Instant badPolicyAt;

    /** What was known of it before; empty when it is new. An older version than the one known changes nothing. */
    synchronized Optional<Decision> remember(Decision decision) {
        Decision known = decisions.get(decision.id());
        if (known == null || decision.version() >= known.version()) {
            decisions.put(decision.id(), decision);
        }
        if (decisions.size() > MAX_DECISIONS) {
            decisions.remove(decisions.keySet().iterator().next());
        }
        return Optional.ofNullable(known);
    }

    synchronized List<Decision> decisions() {
        return List.copyOf(decisions.values());
    }

    synchronized void remember(FleetReading reading) {
        readings.add(reading);
        if (readings.size() > MAX_SECONDS) {
            readings.remove(0);
        }
    }

    synchronized Optional<FleetReading> newest() {
        return readings.isEmpty() ? Optional.empty() : Optional.of(readings.get(readings.size() - 1));
    }

    synchronized void remember(List<LoadSecond> seconds) {
        load.addAll(seconds);
        while (load.size() > MAX_SECONDS) {
            load.remove(0);
        }
    }

    synchronized Optional<LoadSecond> newestLoad() {
        return load.isEmpty() ? Optional.empty() : Optional.of(load.get(load.size() - 1));
    }

    synchronized void loadBegan(Instant at) {
        loadBegan = at;
    }

    synchronized Instant loadBegan() {
        return loadBegan;
    }

    synchronized void remember(KnobList list) {
        knobs.add(list);
    }

    synchronized void chaos(ChaosOutcome outcome) {
        chaos = outcome;
    }

    synchronized void badPolicyAt(Instant at) {
        badPolicyAt = at;
    }

    synchronized Observed observed(Bounds bounds, List<Execution> executions) {
        return new Observed(
                loadBegan,
                bounds,
                knobs,
                List.copyOf(decisions.values()),
                readings,
                load,
                executions,
                Optional.ofNullable(chaos),
                Optional.ofNullable(badPolicyAt));
    }

    /** Every decision that the members have, page by page. */
    static List<Decision> allOf(Api api) {
        List<Decision> all = new ArrayList<>();
        String before = "";
        for (int page = 0; page < MAX_DECISIONS / 500; page++) {
            String path =
                    "/v1/decisions?service=shop&limit=500" + (before.isEmpty() ? "" : "&before=" + Api.escape(before));
            Optional<JsonNode> answer = api.get(path);
            if (answer.isEmpty()) {
                throw new DemoException("no member answers " + path);
            }
            answer.get().path("decisions").forEach(decision -> all.add(Decision.of(decision)));
            before = answer.get().path("next").asText("");
            if (before.isEmpty()) {
                return all;
            }
        }
        return all;
    }
}
