package io.flyball.agent.instances;

import io.flyball.agent.instances.Instance.SavedInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the instances of an earlier run of the agent: those of the state file whose process still lives, and those
 * that carry this agent's marker, since the agent may have died between a start and the note of it.
 */
final class Recovery {
    private final Processes processes;
    private final InstanceFiles files;
    private final String marker;

    Recovery(Processes processes, InstanceFiles files, String marker) {
        this.processes = processes;
        this.files = files;
        this.marker = marker;
    }

    InstancesState of(InstanceTemplate template, long now) {
        Optional<SavedInstances> saved = read();
        Map<Integer, SavedInstance> alive = new TreeMap<>();
        saved.ifPresent(
                known -> processes.alive(known.instances()).forEach(instance -> alive.put(instance.index(), instance)));
        processes.marked(marker).forEach((rest, pid) -> adopt(rest, pid, alive));
        SavedInstances known =
                saved.orElseGet(() -> InstancesState.fresh(template).saved());
        return InstancesState.recovered(template, known, alive.values(), now);
    }

    private Optional<SavedInstances> read() {
        try {
            return files.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** @param rest {@code <index>|<port>} */
    private void adopt(String rest, long pid, Map<Integer, SavedInstance> alive) {
        String[] parts = rest.split("\\|");
        if (parts.length == 2 && rest.matches("\\d{1,6}\\|\\d{1,5}")) {
            int index = Integer.parseInt(parts[0]);
            processes
                    .birth(pid)
                    .ifPresent(birth -> alive.putIfAbsent(
                            index, new SavedInstance(index, Integer.parseInt(parts[1]), pid, birth, false)));
        }
    }
}
