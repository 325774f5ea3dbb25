package io.flyball.planner.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flyball.planner.optimizer.Misbehaving.Hanging;
import io.flyball.planner.optimizer.OptimizerAnswer.Accepted;
import io.flyball.planner.optimizer.OptimizerAnswer.Judged;
import io.flyball.planner.optimizer.OptimizerAnswer.Refused;
import io.flyball.planner.optimizer.OptimizerAnswer.Unavailable;
import io.flyball.policy.optimizer.CustomOptimizer;
import io.flyball.policy.optimizer.OptimizerCheck;
import io.flyball.policy.optimizer.OptimizerLimits;
import io.flyball.policy.optimizer.OptimizerRound;
import io.flyball.policy.optimizer.OptimizerRound.Calls;
import io.flyball.policy.optimizer.TrialEffect;
import io.flyball.protocol.model.OptimizationFeedback;
import io.flyball.protocol.model.PerformanceMetrics;
import io.flyball.protocol.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OptimizerHostTest {
    /** Far more than a call takes on the busiest machine. */
    private static final Duration AMPLE = Duration.ofSeconds(60);

    private static final Duration SHORT = Duration.ofMillis(100);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void everyMisbehaviourEndsAsARefusalWithItsReason() {
        Map<String, CustomOptimizer> bad = Misbehaving.all();
        OptimizerHost host = host(AMPLE, bad);
        Map<String, String> reasons = new TreeMap<>();
        bad.keySet().forEach(name -> reasons.put(name, ((Refused) answer(host.ask(name, Shown.window()))).reason()));
        assertThat(reasons)
                .containsEntry("throws", "analyze threw java.lang.IllegalStateException: no data")
                .containsEntry("overflows", "analyze threw java.lang.StackOverflowError")
                .containsEntry("unlinked", "analyze threw java.lang.NoClassDefFoundError: com/example/Missing")
                .containsEntry("asserts", "analyze threw java.lang.AssertionError")
                .containsEntry(
                        "nan",
                        "analyze answered what it must not: analysis.figures.busy = NaN: must be finite; leave out what is not known")
                .containsEntry(
                        "null-list", "recommend answered what it must not: recommendations = null: must be present")
                .containsEntry(
                        "out-of-bounds",
                        "recommend answered what it must not: recommendations[0].parameters.app.orders.size = 10000: must be 1 to 50, which n-1 allows")
                .containsEntry(
                        "endless",
                        "recommend answered what it must not: recommendations[1].node = n-1: must be named once")
                .containsEntry("null-settings", "apply answered what it must not: parameters = null: must be present")
                .containsEntry("interrupts", "analyze threw java.lang.IllegalStateException: and leaves the flag set");
        assertThat(reasons.get("allocates")).startsWith("analyze threw java.lang.OutOfMemoryError");
        assertThat(reasons.get("speechless")).endsWith("Speechless, whose message cannot be read");
        assertThat(reasons).hasSameSizeAs(bad);
    }

    @Test
    void aGoodOneGoesOnBesideThemAndAfterThem() {
        Map<String, CustomOptimizer> all = new TreeMap<>(Misbehaving.all());
        all.put("good", Misbehaving.good());
        OptimizerHost host = host(AMPLE, all);
        for (int tick = 0; tick < 3; tick++) {
            all.keySet().stream().filter(name -> !name.equals("good")).forEach(name -> host.ask(name, Shown.window()));
            Accepted good = (Accepted) answer(host.ask("good", Shown.window()));
            assertThat(good.round().wanted()).hasSize(1);
        }
    }

    @Test
    void aHangThatHearsIsInterruptedAndTheOptimizerCanBeAskedAgain() throws Exception {
        Hanging hanging = new Hanging(false);
        OptimizerHost host = host(SHORT, Map.of("hanging", hanging));
        assertThat(((Refused) answer(host.ask("hanging", Shown.window()))).reason())
                .isEqualTo("analyze did not return within 100 ms");
        assertThat(hanging.left.await(60, TimeUnit.SECONDS)).isTrue();
        hanging.letGo = true;
        Awaitility.await().atMost(AMPLE).until(() -> host.hanging().isEmpty());
        assertThat(answer(host.ask("hanging", Shown.window()))).isInstanceOf(Accepted.class);
    }

    /** A tick that asks is never stopped by what does not return; asked directly it is: the control. */
    @Test
    void ticksGoOnWhileADeafOptimizerHangsAndStandStillWithoutIsolation() throws Exception {
        Hanging direct = new Hanging(true);
        CompletableFuture<Void> unprotected = CompletableFuture.runAsync(
                () -> OptimizerRound.of("hanging", direct, Shown.window(), check(), Calls.PLAIN), daemon());
        assertThat(direct.entered.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(unprotected).isNotDone(); // this tick would never end
        direct.letGo = true;
        unprotected.get(60, TimeUnit.SECONDS);

        Hanging hanging = new Hanging(true);
        OptimizerHost host = host(SHORT, Map.of("hanging", hanging, "good", Misbehaving.good()));
        assertThat(((Refused) answer(host.ask("hanging", Shown.window()))).reason())
                .isEqualTo("analyze did not return within 100 ms");
        assertThat(hanging.left.getCount()).isEqualTo(1); // it still spins
        for (int tick = 0; tick < 20; tick++) {
            assertThat(answer(host.ask("hanging", Shown.window())))
                    .isEqualTo(new Unavailable("hanging", "analyze did not return within 100 ms and is still running"));
        }
        assertThat(host.hanging()).containsOnlyKeys("hanging");
        assertThat(threads("flyball-optimizer-hanging")).isEqualTo(1); // never more, however often it is asked
        hanging.letGo = true;
        Awaitility.await().atMost(AMPLE).until(() -> host.hanging().isEmpty());
    }

    @Test
    void aThrowReachesTheCallerWithoutIsolation() {
        CustomOptimizer throwing = Misbehaving.all().get("unlinked");
        assertThatThrownBy(() -> OptimizerRound.of("unlinked", throwing, Shown.window(), check(), Calls.PLAIN))
                .isInstanceOf(LinkageError.class);
    }

    @Test
    void whoWaitsBehindAHangIsTurnedAway() throws Exception {
        Hanging hanging = new Hanging(true);
        OptimizerHost host = host(Duration.ofSeconds(1), Map.of("hanging", hanging));
        CompletionStage<OptimizerAnswer> first = host.ask("hanging", Shown.window());
        assertThat(hanging.entered.await(60, TimeUnit.SECONDS)).isTrue();
        List<CompletionStage<OptimizerAnswer>> waiting = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            waiting.add(host.ask("hanging", Shown.window()));
        }
        assertThat(answer(first)).isInstanceOf(Refused.class);
        waiting.forEach(one -> assertThat(answer(one)).isInstanceOf(Unavailable.class));
        assertThat(waiting.stream()
                        .map(one -> ((Unavailable) answer(one)).reason())
                        .distinct()
                        .toList())
                .contains("too many questions wait for it, or the member stops");
        hanging.letGo = true;
    }

    @Test
    void aVerdictIsCheckedToo() {
        PerformanceMetrics unknown = PerformanceMetrics.UNKNOWN;
        OptimizationFeedback hollow = new OptimizationFeedback(
                unknown, unknown, Double.NaN, Double.NaN, Double.NaN, Verdict.PASS, List.of("fine"));
        OptimizationFeedback honest = new OptimizationFeedback(
                unknown, unknown, 0.2, Double.NaN, Double.NaN, Verdict.PASS, List.of("20 % more"));
        OptimizerHost host = host(
                AMPLE,
                Map.of(
                        "hollow", Misbehaving.passing(hollow),
                        "honest", Misbehaving.passing(honest),
                        "null", Misbehaving.passing(null)));
        TrialEffect effect =
                new TrialEffect(Misbehaving.want(Shown.window().nodes().get(0), 20), List.of(), List.of(), 12);
        assertThat(((Refused) answer(host.judge("hollow", effect))).reason())
                .isEqualTo(
                        "validate answered what it must not: feedback.verdict = PASS: must be INCONCLUSIVE where no impact was measured");
        assertThat(answer(host.judge("honest", effect))).isEqualTo(new Judged("honest", honest));
        assertThat(answer(host.judge("null", effect))).isInstanceOf(Refused.class);
    }

    @Test
    void anUnknownOneIsUnavailableAndNamesTheOthers() {
        OptimizerHost host = host(AMPLE, Map.of("good", Misbehaving.good()));
        assertThat(answer(host.ask("better", Shown.window())))
                .isEqualTo(new Unavailable("better", "optimizer = better: must be one of [good]"));
    }

    private OptimizerHost host(Duration deadline, Map<String, CustomOptimizer> optimizers) {
        List<LoadedOptimizer> loaded = new ArrayList<>();
        optimizers.forEach((name, optimizer) -> loaded.add(new LoadedOptimizer(name, "test", optimizer)));
        OptimizerHost host = OptimizerHost.of(loaded, OptimizerSettings.DEFAULTS.withDeadline(deadline));
        open.add(host);
        return host;
    }

    private static OptimizerAnswer answer(CompletionStage<OptimizerAnswer> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    private static OptimizerCheck check() {
        return new OptimizerCheck(OptimizerLimits.DEFAULTS);
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }

    private static Executor daemon() {
        return body -> {
            Thread thread = new Thread(body, "unprotected");
            thread.setDaemon(true);
            thread.start();
        };
    }
}
