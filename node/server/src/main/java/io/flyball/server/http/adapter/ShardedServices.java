package io.flyball.server.http.adapter;

import io.flyball.planner.port.ControlStore;
import io.flyball.protocol.message.ControlProtocol.Entry;
import io.flyball.protocol.message.ServiceProtocol.Command;
import io.flyball.protocol.message.ServiceProtocol.Describe;
import io.flyball.protocol.message.ServiceProtocol.ServiceView;
import io.flyball.protocol.model.ServiceName;
import io.flyball.server.http.port.PolicyCheck;
import io.flyball.server.http.port.Services;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** Planners are entities named by their service; the names come from control keys. */
public final class ShardedServices implements Services {
    private static final String RECORD = "service/";
    private static final String POLICY = "policy/";

    private final ActorSystem<?> system;
    private final ControlStore store;
    private final PolicyCheck check;
    private final Function<ServiceName, RecipientRef<Command>> planners;
    private final Function<Duration, CompletionStage<Set<ServiceName>>> here;
    private final Duration timeout;
    private final Map<String, Selected> selected = new ConcurrentHashMap<>();

    /** Which service a revision of a policy selects; reading its text each time would be slow. */
    private record Selected(long revision, Optional<ServiceName> service) {}

    public ShardedServices(
            ActorSystem<?> system,
            ControlStore store,
            PolicyCheck check,
            Function<ServiceName, RecipientRef<Command>> planners,
            Function<Duration, CompletionStage<Set<ServiceName>>> here,
            Duration timeout) {
        this.system = system;
        this.store = store;
        this.check = check;
        this.planners = planners;
        this.here = here;
        this.timeout = timeout;
    }

    @Override
    public Set<ServiceName> known() {
        Set<ServiceName> names = new HashSet<>();
        store.known(RECORD)
                .forEach(entry -> names.add(new ServiceName(entry.key().substring(RECORD.length()))));
        Set<String> policies = new HashSet<>();
        store.known(POLICY).forEach(entry -> {
            policies.add(entry.key());
            selected(entry).ifPresent(names::add);
        });
        selected.keySet().retainAll(policies);
        return names;
    }

    private Optional<ServiceName> selected(Entry policy) {
        return selected.compute(
                        policy.key(),
                        (key, cached) -> cached != null && cached.revision() == policy.revision()
                                ? cached
                                : new Selected(
                                        policy.revision(),
                                        check.check(policy.value()).policy().map(valid -> valid.service())))
                .service();
    }

    @Override
    public CompletionStage<ServiceView> describe(ServiceName service) {
        return AskPattern.ask(planners.apply(service), Describe::new, timeout, system.scheduler());
    }

    @Override
    public CompletionStage<Set<ServiceName>> here() {
        return here.apply(timeout);
    }
}
