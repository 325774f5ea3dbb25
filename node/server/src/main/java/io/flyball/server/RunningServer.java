package io.flyball.server;

import io.flyball.planner.optimizer.OptimizerHost;
import io.flyball.planner.session.Gateway;
import io.flyball.planner.session.SessionPorts;
import io.flyball.planner.session.SessionSettings;
import io.flyball.policy.document.PolicyReader;
import io.flyball.policy.lint.Lint;
import io.flyball.server.control.ControlFiles;
import io.flyball.server.control.DdataControlStore;
import io.flyball.server.control.PolicyText;
import io.flyball.server.control.ReplicatorHealth;
import io.flyball.server.history.History;
import io.flyball.server.history.HistorySettings;
import io.flyball.server.history.LoadFromHistory;
import io.flyball.server.history.ReplicatedHistory;
import io.flyball.server.history.StoreException;
import io.flyball.server.http.HttpApi;
import io.flyball.server.http.HttpDependencies;
import io.flyball.server.http.HttpSettings;
import io.flyball.server.http.adapter.ClusterMembers;
import io.flyball.server.http.adapter.ShardedControlKeys;
import io.flyball.server.http.adapter.ShardedServices;
import io.flyball.server.http.adapter.StoredDecisions;
import io.flyball.server.http.port.Mistake;
import io.flyball.server.http.port.PolicyCheck;
import io.flyball.server.http.port.Readiness;
import io.flyball.server.link.LinkRoute;
import io.flyball.server.link.LinkSettings;
import io.flyball.server.member.ClusterJoin;
import io.flyball.server.member.DataDirectory;
import io.flyball.server.member.JoinPlan;
import io.flyball.server.member.ParentWatch;
import io.flyball.server.member.StartException;
import io.flyball.server.metrics.FlyballMeters;
import io.flyball.server.metrics.MeteredDecisionLog;
import io.flyball.server.metrics.MeteredReportLog;
import io.flyball.server.metrics.SessionMeters;
import io.flyball.server.settings.HostPort;
import io.flyball.server.settings.ServerSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One member in this process, from its first port opened to its last file closed. */
public final class RunningServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);
    private static final Duration LAST_CALLS = Duration.ofMillis(500);

    private final ServerSettings settings;
    private final DataDirectory directory;
    private final String name;
    private final ActorSystem<Void> system;
    private final FlyballMeters meters;
    private final OptimizerHost optimizers;
    private volatile boolean storeLost;
    private ServerBinding binding;
    private CompletionStage<Void> up;

    private RunningServer(
            ServerSettings settings,
            DataDirectory directory,
            String name,
            OptimizerHost optimizers,
            ActorSystem<Void> system) {
        this.settings = settings;
        this.directory = directory;
        this.name = name;
        this.optimizers = optimizers;
        this.system = system;
        this.meters = new FlyballMeters(StartedSystem.version());
    }

    /**
     * Opens the ports and begins to join; {@link #whenUp} tells when the member takes part.
     *
     * @throws StartException with what to do about it
     */
    public static RunningServer start(ServerSettings settings) {
        DataDirectory directory = DataDirectory.open(settings.data());
        try {
            String name =
                    directory.name(settings.name(), "member-" + settings.http().port());
            StartedSystem.requireFree("HTTP address", settings.http(), "--http");
            StartedSystem.requireFree("cluster address", settings.cluster(), "--cluster");
            verifyControlState(directory);
            OptimizerHost optimizers = InstalledOptimizers.start(settings);
            ActorSystem<Void> system = StartedSystem.start(settings);
            RunningServer server = new RunningServer(settings, directory, name, optimizers, system);
            server.assemble();
            return server;
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static void verifyControlState(DataDirectory directory) {
        try {
            ControlFiles.verify(directory.resolve("control"));
        } catch (IOException e) {
            throw new StartException(
                    StartException.STORE_DAMAGED,
                    e.getMessage() + "; when other members run, remove " + directory.resolve("control")
                            + " and start again: it is filled from them",
                    e);
        }
    }

    private void assemble() {
        try {
            DdataControlStore control = new DdataControlStore(system);
            ReplicatorHealth replicator = ReplicatorHealth.start(system, this::storeLost);
            History history = ReplicatedHistory.start(system, historySettings(), control);
            Planning planning = new Planning(system);
            planning.start(
                    control,
                    new MeteredDecisionLog(history, meters),
                    new LoadFromHistory(history),
                    name,
                    settings.selfFence(),
                    optimizers);
            HttpSettings http =
                    HttpSettings.of(settings.http().host(), settings.http().port(), settings.token());
            ShardedServices services = new ShardedServices(
                    system, control, RunningServer::check, planning::planner, planning::here, http.askTimeout());
            planning.keepRunning(services::known, settings.wakeEvery());
            binding = bind(new HttpDependencies(
                    system,
                    http,
                    InstantSource.system(),
                    services,
                    new ShardedControlKeys(system, control, planning::keeper, http.askTimeout()),
                    RunningServer::check,
                    history::read,
                    StoredDecisions.start(system, history),
                    new ClusterMembers(system),
                    () -> readiness(replicator),
                    meters,
                    link(planning, history).route()));
            up = join();
            ParentWatch.start(settings.parent(), this::stopWithParent);
        } catch (RuntimeException e) {
            close();
            throw e instanceof StoreException ? new StartException(StartException.STORE_DAMAGED, e.getMessage(), e) : e;
        }
    }

    private HistorySettings historySettings() {
        return new HistorySettings(
                directory.resolve("history"),
                settings.historyCopies(),
                settings.retention(),
                settings.raw().getDuration("flyball.server.history.timeout"));
    }

    private LinkRoute link(Planning planning, History history) {
        SessionPorts ports = new SessionPorts(
                planning::planner,
                new MeteredReportLog(history, meters, System::nanoTime),
                InstantSource.system(),
                new SessionMeters(meters),
                name);
        ActorRef<Gateway.Command> gateway =
                system.systemActorOf(Gateway.create(ports, SessionSettings.DEFAULT), "flyball-gateway", Props.empty());
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseBeforeServiceUnbind(),
                        "close-links",
                        () -> AskPattern.ask(gateway, Gateway.CloseAll::new, LAST_CALLS, system.scheduler()));
        return new LinkRoute(
                system,
                gateway,
                new LinkSettings(
                        settings.mostLinks(),
                        settings.queuedFrames(),
                        settings.raw().getDuration("flyball.server.link.frame-within")));
    }

    private ServerBinding bind(HttpDependencies dependencies) {
        try {
            return new HttpApi(dependencies)
                    .start()
                    .toCompletableFuture()
                    .join()
                    .addToCoordinatedShutdown(LAST_CALLS, system);
        } catch (CompletionException e) {
            throw StartedSystem.failure("HTTP address = " + settings.http(), "--http", e);
        }
    }

    private CompletionStage<Void> join() {
        JoinPlan plan = JoinPlan.of(
                clusterAddress().toString(),
                settings.join().stream().map(HostPort::toString).toList(),
                directory.members());
        return ClusterJoin.start(
                system, directory, plan, settings.raw().getDuration("flyball.server.cluster.look-for-known-members"));
    }

    private static PolicyCheck.Checked check(String text) {
        PolicyReader.Result result = PolicyText.read(text);
        return new PolicyCheck.Checked(
                result.policy(),
                result.problems().stream()
                        .map(problem -> new Mistake(problem.path(), problem.value(), problem.rule()))
                        .toList(),
                result.policy().map(Lint::check).orElse(List.of()));
    }

    private Readiness readiness(ReplicatorHealth replicator) {
        List<String> reasons = new ArrayList<>();
        MemberStatus status = Cluster.get(system).selfMember().status();
        if (!status.equals(MemberStatus.up())) {
            reasons.add("member is " + status + ", not Up");
        }
        if (!replicator.isHealthy()) {
            reasons.add("control state does not answer");
        }
        return new Readiness(reasons);
    }

    private void storeLost() {
        LOG.error("control state stopped answering; this member leaves");
        storeLost = true;
        system.terminate();
    }

    private void stopWithParent() {
        LOG.info("process {} is gone; this member stops", settings.parent());
        system.terminate();
    }

    /** Completes when this member takes part in the cluster. */
    public CompletionStage<Void> whenUp() {
        return up;
    }

    public HostPort httpAddress() {
        return new HostPort(settings.http().host(), binding.localAddress().getPort());
    }

    public HostPort clusterAddress() {
        var address = Cluster.get(system).selfMember().address();
        return new HostPort(address.getHost().orElseThrow(), address.getPort().orElseThrow());
    }

    public String name() {
        return name;
    }

    /** Asked by the planners of this member. */
    OptimizerHost optimizers() {
        return optimizers;
    }

    ActorSystem<Void> system() {
        return system;
    }

    /** For people, once the member is up. */
    public String greeting() {
        return String.join(
                System.lineSeparator(),
                "Server is ready",
                "  name     " + name,
                "  HTTP     http://" + httpAddress(),
                "  cluster  " + clusterAddress(),
                "  data     " + directory.path());
    }

    /**
     * Blocks until the member stopped.
     *
     * @return empty when it was told to stop, else why it did
     */
    public Optional<StartException> awaitEnd() {
        system.getWhenTerminated().toCompletableFuture().join();
        optimizers.close();
        meters.close();
        directory.close();
        boolean putOut = CoordinatedShutdown.get(system)
                .getShutdownReason()
                .filter(CoordinatedShutdown.clusterDowningReason()::equals)
                .isPresent();
        if (putOut) {
            return Optional.of(new StartException(
                    StartException.PUT_OUT, "the other members could not reach this one; start it again", null));
        }
        return storeLost
                ? Optional.of(new StartException(StartException.FAILED, "control state cannot be used", null))
                : Optional.empty();
    }

    /** Leaves the cluster and waits until everything is closed. */
    @Override
    public void close() {
        system.terminate();
        awaitEnd();
    }
}
