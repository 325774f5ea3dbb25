package io.flyball.server.member;

import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.ClusterEvent.MemberEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.apache.pekko.cluster.typed.Subscribe;

/** Carries out a {@link JoinPlan}, tells when this member is up, and keeps the list of known members on disk. */
public final class ClusterJoin extends AbstractBehavior<ClusterJoin.Command> {
    /** Messages to itself; none leaves the member. */
    public sealed interface Command {}

    private record Changed(MemberEvent event) implements Command {}

    private enum Tick implements Command {
        NOBODY_ANSWERED,
        STILL_WAITING
    }

    private static final Duration REPORT_EVERY = Duration.ofSeconds(10);

    private final Cluster cluster;
    private final DataDirectory directory;
    private final JoinPlan plan;
    private final CompletableFuture<Void> up;

    private final SortedSet<String> others = new TreeSet<>();
    private boolean takesPart;

    private ClusterJoin(
            ActorContext<Command> context, DataDirectory directory, JoinPlan plan, CompletableFuture<Void> up) {
        super(context);
        this.cluster = Cluster.get(context.getSystem());
        this.directory = directory;
        this.plan = plan;
        this.up = up;
    }

    /** @return completes when this member is up */
    public static CompletionStage<Void> start(
            ActorSystem<?> system, DataDirectory directory, JoinPlan plan, Duration lookFor) {
        CompletableFuture<Void> up = new CompletableFuture<>();
        system.systemActorOf(behavior(directory, plan, lookFor, up), "flyball-join", Props.empty());
        return up;
    }

    private static Behavior<Command> behavior(
            DataDirectory directory, JoinPlan plan, Duration lookFor, CompletableFuture<Void> up) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            ClusterJoin join = new ClusterJoin(context, directory, plan, up);
            join.begin();
            if (plan.mayForm() && !plan.ask().isEmpty()) {
                timers.startSingleTimer(Tick.NOBODY_ANSWERED, lookFor);
            }
            timers.startTimerWithFixedDelay(Tick.STILL_WAITING, REPORT_EVERY);
            return join;
        }));
    }

    private void begin() {
        cluster.subscriptions()
                .tell(Subscribe.create(
                        getContext().messageAdapter(MemberEvent.class, Changed::new), MemberEvent.class));
        if (plan.ask().isEmpty()) {
            form();
        } else {
            getContext().getLog().info("looking for members {}", plan.ask());
            cluster.manager().tell(new JoinSeedNodes(addresses()));
        }
    }

    private List<Address> addresses() {
        Address self = cluster.selfMember().address();
        return plan.ask().stream()
                .map(hostPort -> AddressFromURIString.parse(self.protocol() + "://" + self.system() + "@" + hostPort))
                .toList();
    }

    private void form() {
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Changed.class, this::onChanged)
                .onMessageEquals(Tick.NOBODY_ANSWERED, this::onNobodyAnswered)
                .onMessageEquals(Tick.STILL_WAITING, this::onStillWaiting)
                .build();
    }

    private Behavior<Command> onNobodyAnswered() {
        if (isOutside()) {
            getContext().getLog().info("none of {} answered: forming a cluster", plan.ask());
            form();
        }
        return this;
    }

    private Behavior<Command> onStillWaiting() {
        if (isOutside()) {
            getContext().getLog().info("still looking for members {}", plan.ask());
        }
        return this;
    }

    /** Before it joins, a member's own status is Removed. */
    private boolean isOutside() {
        return cluster.selfMember().status().equals(MemberStatus.removed());
    }

    private Behavior<Command> onChanged(Changed changed) {
        Member member = changed.event().member();
        boolean self = member.address().equals(cluster.selfMember().address());
        MemberStatus status = member.status();
        if (!self && status.equals(MemberStatus.up())) {
            others.add(hostPort(member.address()));
        } else if (!self && status.equals(MemberStatus.removed())) {
            others.remove(hostPort(member.address()));
        } else if (self) {
            takesPart = status.equals(MemberStatus.up()); // while it leaves, the others are kept for its return
        }
        if (takesPart) {
            directory.remember(List.copyOf(others));
            up.complete(null);
        }
        return this;
    }

    private static String hostPort(Address address) {
        return address.hostPort().replaceFirst(".*@", "");
    }
}
