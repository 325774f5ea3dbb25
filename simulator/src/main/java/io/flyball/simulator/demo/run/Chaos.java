package io.flyball.simulator.demo.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Kills the member that plans for the shop, and compares what the survivors know with what was known before. */
final class Chaos {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Samples of the last moments may still be under way to a second copy; what was answered before them must stay. */
    private static final Duration LOOK_BACK = Duration.ofMinutes(2);

    private final Api api;
    private final Processes processes;
    private final Screen screen;
    private final InstantSource clock;

    Chaos(Api api, Processes processes, Screen screen, InstantSource clock) {
        this.api = api;
        this.processes = processes;
        this.screen = screen;
        this.clock = clock;
    }

    /** @param reading of the service just before */
    ChaosOutcome run(FleetReading reading) throws InterruptedException {
        Instant now = clock.instant();
        Instant from = now.minus(LOOK_BACK);
        HistoryPoints before = HistoryPoints.read(api, from, now)
                .orElseThrow(() -> new DemoException("cannot read the history before the kill"));
        Set<String> decisions = ids();
        String member = processes
                .nameOf(reading.member())
                .orElseThrow(() -> new DemoException("member = " + reading.member() + ": must be one of the demo's"));
        screen.line(
                Screen.Tone.BAD,
                "        chaos ✘ SIGKILL to " + member + ", which plans for the shop (term " + reading.term() + ")");
        Instant killedAt = clock.instant();
        processes.kill(member);
        api.forget(processes.addressOf(member));
        Optional<FleetReading> successor = awaitSuccessor(reading.term(), killedAt);
        Optional<Duration> takenOver = successor.map(found -> Duration.between(killedAt, found.at()));
        successor.ifPresent(found -> screen.line(
                Screen.Tone.GOOD,
                "        chaos ✔ " + found.member() + " plans for the shop (term " + found.term() + ") after "
                        + seconds(takenOver.orElseThrow()) + " s"));
        int lost = HistoryPoints.read(api, from, now).map(before::lostIn).orElse(-1);
        return new ChaosOutcome(
                killedAt,
                member,
                reading.term(),
                successor.map(FleetReading::term).orElse(reading.term()),
                takenOver,
                before.points().size(),
                lost,
                decisionsLost(decisions));
    }

    private Optional<FleetReading> awaitSuccessor(long term, Instant killedAt) {
        while (Duration.between(killedAt, clock.instant()).compareTo(PATIENCE) < 0) {
            Optional<FleetReading> reading = Fleet.read(api, clock).filter(found -> found.term() > term);
            if (reading.isPresent()) {
                return reading;
            }
            LockSupport.parkNanos(200_000_000);
        }
        return Optional.empty();
    }

    private Set<String> ids() {
        return new HashSet<>(Journal.allOf(api).stream().map(Decision::id).toList());
    }

    private int decisionsLost(Set<String> before) {
        try {
            Set<String> after = ids();
            List<String> lost =
                    before.stream().filter(id -> !after.contains(id)).toList();
            return lost.size();
        } catch (DemoException e) {
            return -1;
        }
    }

    private static String seconds(Duration time) {
        return String.valueOf(time.toMillis() / 100 / 10.0);
    }
}
