package io.flyball.simulator.demo.run;

import io.flyball.simulator.demo.load.LoadSecond;
import io.flyball.simulator.demo.run.Screen.Tone;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells the run: a line per decision, one more when its effect is known, a quiet one every ten seconds. */
final class Narrator {
    private static final Duration STATUS_EVERY = Duration.ofSeconds(10);

    private final Screen screen;
    private final Journal journal;
    private final InstantSource clock;
    private final Map<String, String> lastWithheld = new HashMap<>();
    private Instant lastStatus = Instant.EPOCH;

    Narrator(Screen screen, Journal journal, InstantSource clock) {
        this.screen = screen;
        this.journal = journal;
        this.clock = clock;
    }

    /** Called for each new or changed decision, by the feed's thread. */
    synchronized void tell(Decision decision) {
        Optional<Decision> known = journal.remember(decision);
        if (!decision.service().equals("shop")) {
            return;
        }
        if (known.isEmpty()) {
            if (!decision.isWithheld() || isNews(decision)) {
                screen.line(DecisionText.tone(decision), DecisionText.line(decision, journal.loadBegan()));
            }
        } else if (decision.version() > known.get().version()
                && (decision.effect().isPresent() && known.get().effect().isEmpty()
                        || !decision.outcome().equals(known.get().outcome()))) {
            screen.line(
                    DecisionText.tone(decision), DecisionText.effect(decision, journal.loadBegan(), clock.instant()));
        }
    }

    /** The same hold for the same reason, with other numbers, is told once until something else comes between. */
    private boolean isNews(Decision decision) {
        String reason = String.join(" ", decision.reasons()).replaceAll("[0-9.]+", "#");
        return !reason.equals(lastWithheld.put(decision.subject(), reason));
    }

    synchronized void status() {
        Instant now = clock.instant();
        Optional<LoadSecond> load = journal.newestLoad();
        if (load.isEmpty() || Duration.between(lastStatus, now).compareTo(STATUS_EVERY) < 0) {
            return;
        }
        lastStatus = now;
        LoadSecond second = load.get();
        double rss = journal.newest().map(FleetReading::rss).orElse(0.0) / 1e6;
        screen.line(
                Tone.QUIET,
                String.format(
                        Locale.ROOT,
                        "%6s  %-8s %5d req/s asked, %5d served, p99 %5.0f ms, %d waiting, %d instances, RSS %.0f MB",
                        DecisionText.clock(Duration.between(journal.loadBegan(), now)),
                        second.phase(),
                        second.offered(),
                        second.completed(),
                        second.p99Millis(),
                        second.backlog(),
                        second.instances(),
                        rss));
    }

    void summary(Observed observed, List<Check> checks) {
        screen.line("");
        Summary.lines(observed).forEach(screen::line);
        screen.line("");
        int number = 1;
        for (Check check : checks) {
            String head = (check.passed() ? "✔ " : "✘ ") + number++ + ". " + check.title();
            screen.line(check.passed() ? Tone.GOOD : Tone.BAD, head);
            check.seen().forEach(text -> screen.line("     ✔ " + text));
            check.missing().forEach(text -> screen.line(Tone.BAD, "     ✘ not seen: " + text));
        }
        screen.line("");
    }
}
