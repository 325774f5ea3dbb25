package io.flyball.agent.instances;

import io.flyball.agent.instances.Instance.SavedInstance;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Processes of this host. A process is named by its pid and its birth, so that a stranger is never taken for ours. */
interface Processes {

    /** @param exit completes with words for how the process ended */
    record Started(long pid, String birth, CompletionStage<String> exit) {}

    /**
     * Starts a process that outlives the agent.
     *
     * @param marker put in its environment; {@link #marked} finds it by that
     */
    Started start(InstanceTemplate template, int index, int port, String marker) throws IOException;

    boolean isAlive(long pid, String birth);

    /** SIGTERM; nothing when that process is gone. */
    void terminate(long pid, String birth);

    /** SIGKILL; nothing when that process is gone. */
    void kill(long pid, String birth);

    /** When the process with this pid was born; empty when there is none. */
    Optional<String> birth(long pid);

    /** Living processes whose marker begins with {@code prefix}, by the rest of the marker; oldest ancestor only. */
    Map<String, Long> marked(String prefix);

    boolean portIsFree(int port);

    /** The members of {@code instances} that still run. */
    default List<SavedInstance> alive(List<SavedInstance> instances) {
        return instances.stream()
                .filter(each -> each.pid() > 0 && isAlive(each.pid(), each.birth()))
                .toList();
    }
}
