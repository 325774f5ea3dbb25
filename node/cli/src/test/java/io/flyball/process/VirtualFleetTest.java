package io.flyball.process;

import static io.flyball.process.Fleet.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.simulator.fleet.Clocks;
import io.flyball.simulator.fleet.FleetOptions;
import io.flyball.simulator.fleet.FleetProgress;
import io.flyball.simulator.fleet.FleetResult;
import io.flyball.simulator.fleet.FleetRun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred virtual nodes on a real member, over links that break. */
class VirtualFleetTest {
    private static final int LINKS = 10;

    @TempDir
    Path directory;

    private Children children;
    private Member member;
    private Wire wire;

    @BeforeEach
    void startMember() {
        children = new Children(directory);
        List<Integer> ports = Ports.free(2);
        member = new Member("m1", ports.get(0), ports.get(1), List.of(), children, new Transcript());
        member.start();
        eventually(
                "the member is ready", () -> member.api().get("/health/ready").isOk());
        wire = new Wire(ports.get(0));
    }

    @AfterEach
    void stopMember() throws IOException {
        wire.close();
        children.close();
    }

    private FleetOptions options() {
        return new FleetOptions(
                List.of(URI.create(wire.url())),
                Optional.empty(),
                200,
                4,
                LINKS,
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ofMinutes(5),
                Duration.ofSeconds(1),
                1,
                true);
    }

    /** Ends as soon as commands were obeyed before and after the links broke. */
    @Test
    void nothingIsLostWhenLinksBreakAndCommandsAreObeyed() {
        AtomicReference<FleetRun> run = new AtomicReference<>();
        Cutting cutting = new Cutting(wire, () -> run.get().cancel());
        run.set(new FleetRun(options(), Clocks.system(), cutting::look));
        FleetResult result = run.get().run();
        assertThat(result.problems()).isEmpty();
        assertThat(result.links().broken()).isGreaterThanOrEqualTo(LINKS);
        assertThat(result.reports().lost()).isZero();
        assertThat(result.reports().acknowledged()).isEqualTo(result.reports().made());
        assertThat(result.reports().looked()).isPositive();
        assertThat(result.reports().missing()).isZero();
        assertThat(result.commands().executed()).isPositive();
        assertThat(result.commands().executedAgain()).isZero();
        assertThat(result.nodes().started() + result.nodes().stopped()).isPositive();
        assertThat(result.isGood()).isTrue();
        assertThat(member.api().read("/v1/policies").path("policies")).isEmpty();
    }

    /** Waits for commands, cuts the wire, waits for more commands, ends the run. */
    private static final class Cutting {
        private static final int SOME = 10;

        private final Wire wire;
        private final Runnable end;
        private long before = -1;

        Cutting(Wire wire, Runnable end) {
            this.wire = wire;
            this.end = end;
        }

        void look(FleetProgress now) {
            if (before < 0 && now.commands() >= SOME) {
                before = now.commands();
                wire.cut();
            } else if (before >= 0 && now.commands() >= before + SOME && now.openLinks() == LINKS) {
                end.run();
            }
        }
    }
}
