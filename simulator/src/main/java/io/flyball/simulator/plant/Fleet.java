package io.flyball.simulator.plant;

import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Setting;
import java.util.List;

/** What a controller sees of a service, and what it may do to it. */
public interface Fleet {
    /** What an instance reported, by its own clock. */
    record Report(NodeId node, Sample sample) {}

    ServiceName service();

    /** Instances that exist, oldest first. */
    List<InstanceView> instances();

    /** Newest report of each instance that reports, in the order of {@link #instances}. */
    List<Report> reports();

    /** Count that was ordered last. */
    int target();

    /** Orders a count, 0 or more: what is missing is started, of what is too much the newest stop. */
    void scale(int count);

    /** What can be set at each instance; empty where nothing can. */
    default List<Capability> capabilities() {
        return List.of();
    }

    /** Sets knobs of one instance at once: all of them or, where one is refused, none. */
    default CommandOutcome set(NodeId node, List<Setting> settings) {
        return CommandOutcome.REFUSED_CAPABILITY;
    }

    /**
     * Restarts an instance with {@code size} times the capacity that instances had at the beginning, above 0.
     *
     * @return false where a plant does not model it
     */
    default boolean resize(NodeId node, double size) {
        return false;
    }
}
