package io.flyball.agent;

import com.typesafe.config.Config;
import io.flyball.agent.link.PlainHttp;
import io.flyball.agent.settings.AgentSettings;
import io.flyball.agent.settings.SettingsException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;

/** The node agent as a process: one per host and user, beside the JVMs that it watches. */
public final class AgentMain {
    private static final String USAGE =
            "usage: flyball agent [--config FILE] [--server URL]... [--data DIR] [--name NAME]";
    private static final long STOP_SECONDS = 2;
    private static final long STOP_WITH_INSTANCES_SECONDS = 8;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Unsafe system property: planners that were replaced are obeyed. For the control run of a test only. */
    private static final String IGNORE_TOKENS = "flyball.unsafe.ignore-tokens";

    private AgentMain() {}

    public static void main(String[] arguments) {
        System.exit(start(arguments, System.err));
    }

    /** Exit status: 0 ended on request, 1 failed, 2 refused for its configuration or its state directory. */
    private static int start(String[] arguments, PrintStream complaints) {
        try {
            return run(AgentSettings.load(config(arguments)));
        } catch (SettingsException | IOException e) {
            complaints.println(e.getMessage());
            return 2;
        }
    }

    private static Config config(String[] arguments) {
        Map<String, Object> overrides = new HashMap<>();
        List<String> servers = new ArrayList<>();
        Optional<Path> file = Optional.empty();
        for (int i = 0; i < arguments.length; i += 2) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            switch (arguments[i]) {
                case "--config" -> file = Optional.of(Path.of(value));
                case "--server" -> servers.add(value);
                case "--data" -> overrides.put("flyball.agent.data", value);
                case "--name" -> overrides.put("flyball.agent.name", value);
                default -> throw new SettingsException(List.of(arguments[i] + ": must be a known option", USAGE));
            }
        }
        if (!servers.isEmpty()) {
            overrides.put("flyball.agent.servers", servers);
        }
        return AgentSettings.config(file, overrides);
    }

    /**
     * Runs until SIGTERM, until the parent process is gone, or until a part of the agent fails.
     *
     * @return 0 when it ended as asked, 1 when it failed
     * @throws IOException when the state directory cannot be used, e.g. because another agent does
     */
    @SuppressWarnings("try") // the lock is only held
    public static int run(AgentSettings settings) throws IOException {
        AgentLog.start(settings.logFile());
        AtomicBoolean failed = new AtomicBoolean();
        try (DirectoryLock lock = DirectoryLock.take(settings.data())) {
            ActorSystem<AgentGuardian.Command> system = ActorSystem.create(
                    AgentGuardian.create(settings, surroundings(settings, () -> failed.set(true))),
                    "flyball-agent",
                    settings.actorSystem());
            Thread hook = new Thread(() -> stop(system, settings), "flyball-agent-stop");
            Runtime.getRuntime().addShutdownHook(hook);
            greet(settings, System.out);
            if (Boolean.getBoolean(IGNORE_TOKENS)) {
                system.log().error("UNSAFE: {} is set: this agent obeys planners that were replaced", IGNORE_TOKENS);
            }
            system.getWhenTerminated().toCompletableFuture().join();
        }
        return failed.get() ? 1 : 0;
    }

    private static AgentGuardian.Surroundings surroundings(AgentSettings settings, Runnable failed) {
        return new AgentGuardian.Surroundings(
                UUID.randomUUID().toString(),
                PlainHttp.client(settings.usesTls()),
                () -> System.nanoTime() / NANOS_PER_MILLI,
                () -> ThreadLocalRandom.current().nextDouble(),
                failed,
                Boolean.getBoolean(IGNORE_TOKENS));
    }

    private static void stop(ActorSystem<AgentGuardian.Command> system, AgentSettings settings) {
        system.tell(new AgentGuardian.Stop());
        try {
            system.getWhenTerminated()
                    .toCompletableFuture()
                    .get(settings.stopInstancesOnExit() ? STOP_WITH_INSTANCES_SECONDS : STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            system.log().warn("the agent did not stop in time: {}", e.toString());
        }
    }

    private static void greet(AgentSettings settings, PrintStream out) {
        String servers =
                settings.link().servers().stream().map(Object::toString).collect(Collectors.joining(", "));
        out.printf("Flyball agent  %s, watches the JVMs of this user%n", settings.name());
        out.printf("  members      %s%n", servers);
        out.printf("  state        %s%n", settings.data());
        settings.templates()
                .forEach(template -> out.printf(
                        "  instances    %s: up to %d, ports %d-%d%n",
                        template.service(),
                        template.limit(),
                        template.ports().first(),
                        template.ports().last()));
        out.flush();
    }
}
