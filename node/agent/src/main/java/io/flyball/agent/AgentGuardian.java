package io.flyball.agent;

import io.flyball.agent.AgentProtocol.LinkCommand;
import io.flyball.agent.instances.InstanceSupervisor;
import io.flyball.agent.instances.InstanceTemplate;
import io.flyball.agent.link.LinkActor;
import io.flyball.agent.sense.DiscoveryActor;
import io.flyball.agent.settings.AgentSettings;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Starts the link, discovery and one supervisor per template. None of them may be missing: when one fails the agent
 * ends, for whoever started it to start it again; what matters is on disk.
 */
public final class AgentGuardian extends AbstractBehavior<AgentGuardian.Command> {
    private static final Duration LOOK_FOR_PARENT = Duration.ofMillis(500);

    /** To the guardian. */
    public sealed interface Command {}

    /** End the agent in good order. */
    public record Stop() implements Command {}

    private enum Tick implements Command {
        PARENT
    }

    /**
     * What the agent takes from outside.
     *
     * @param bootId changes with every start
     * @param clock monotonic milliseconds
     * @param chance values in [0, 1)
     * @param failed told why, when the agent ends for a failure of its own
     * @param ignoreTokens unsafe: obeys planners that were replaced
     */
    public record Surroundings(
            String bootId,
            HttpClient http,
            LongSupplier clock,
            DoubleSupplier chance,
            Runnable failed,
            boolean ignoreTokens) {}

    private final Surroundings around;
    private final Optional<ProcessHandle> parent;

    public static Behavior<Command> create(AgentSettings settings, Surroundings around) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            if (settings.parent().isPresent()) {
                timers.startTimerWithFixedDelay(Tick.PARENT, LOOK_FOR_PARENT);
            }
            return new AgentGuardian(context, settings, around);
        }));
    }

    private AgentGuardian(ActorContext<Command> context, AgentSettings settings, Surroundings around) {
        super(context);
        this.around = around;
        this.parent = settings.parent().isPresent()
                ? ProcessHandle.of(settings.parent().getAsLong())
                : Optional.empty();
        ActorRef<LinkCommand> link = spawn(
                LinkActor.create(
                        settings.link(),
                        around.bootId(),
                        new LinkActor.Surroundings(
                                around.http(), around.clock(), around.chance(), around.ignoreTokens())),
                "link");
        spawn(DiscoveryActor.create(settings.sense(), settings.data(), link), "discovery");
        settings.templates().forEach(template -> supervise(template, settings, link));
    }

    private void supervise(InstanceTemplate template, AgentSettings settings, ActorRef<LinkCommand> link) {
        var surroundings = new InstanceSupervisor.Surroundings(
                settings.data(), around.http(), around.clock(), settings.stopInstancesOnExit(), link);
        getContext()
                .watch(getContext()
                        .spawn(
                                InstanceSupervisor.create(template, surroundings),
                                "instances-" + template.service(),
                                DispatcherSelector.blocking()));
    }

    private <T> ActorRef<T> spawn(Behavior<T> behavior, String name) {
        ActorRef<T> child = getContext().spawn(behavior, name);
        getContext().watch(child);
        return child;
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Stop.class, stop -> Behaviors.stopped())
                .onMessageEquals(Tick.PARENT, this::onParentTick)
                .onSignal(ChildFailed.class, this::onChildFailed)
                .onSignal(Terminated.class, ended -> fail(ended.getRef() + " ended"))
                .build();
    }

    private Behavior<Command> onParentTick() {
        if (parent.isPresent() && parent.get().isAlive()) {
            return this;
        }
        getContext().getLog().info("the parent process is gone: the agent ends");
        return Behaviors.stopped();
    }

    private Behavior<Command> onChildFailed(ChildFailed failed) {
        return fail(failed.getRef().path().name() + ": " + failed.getCause().getMessage());
    }

    private Behavior<Command> fail(String reason) {
        getContext().getLog().error("the agent ends: {}", reason);
        around.failed().run();
        return Behaviors.stopped();
    }
}
