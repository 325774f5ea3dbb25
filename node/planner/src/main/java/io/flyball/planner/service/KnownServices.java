package io.flyball.planner.service;

import io.flyball.protocol.message.ServiceProtocol;
import io.flyball.protocol.message.ServiceProtocol.Reports;
import io.flyball.protocol.model.ServiceName;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Keeps the planner of every known service running: a planner starts with the first message for its service, and after
 * the loss of a member nobody but the agents would send one. Sends an empty batch of reports, which changes nothing.
 */
public final class KnownServices {
    /** The one message: wake them all. */
    public enum Wake {
        WAKE
    }

    private KnownServices() {}

    /**
     * @param isTurn whether this member does it now; one per cluster is enough
     * @param services all that are known at the moment
     */
    public static Behavior<Wake> create(
            Duration every,
            BooleanSupplier isTurn,
            Supplier<Collection<ServiceName>> services,
            Function<ServiceName, RecipientRef<ServiceProtocol.Command>> planners) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Wake.WAKE, every);
            Reports nothing = new Reports(
                    List.of(),
                    context.getSystem().ignoreRef(),
                    context.getSystem().ignoreRef());
            return Behaviors.receive(Wake.class)
                    .onMessageEquals(Wake.WAKE, () -> {
                        if (isTurn.getAsBoolean()) {
                            services.get()
                                    .forEach(service -> planners.apply(service).tell(nothing));
                        }
                        return Behaviors.same();
                    })
                    .build();
        }));
    }
}
