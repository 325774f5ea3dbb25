package io.flyball.simulator.plane.member;

import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.model.Step;
import io.flyball.server.history.CopyState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reports on the disk of one member, and the shell of {@link CopyState} that brings them to others as well. */
final class Reports {
    private static final long PATIENCE_WITH_ONE = 2_000;
    private static final long PATIENCE = 10_000;

    private final SimMember member;
    private final MemberScene scene;
    private final Map<String, Set<Long>> disk = new HashMap<>();

    Reports(SimMember member, MemberScene scene) {
        this.member = member;
        this.scene = scene;
    }

    boolean has(Row row) {
        Set<Long> ticks = disk.get(row.node().value());
        return ticks != null && ticks.contains(row.sample().at().toEpochMilli());
    }

    /** Synced some milliseconds later; lost when the member ends before. */
    private void store(List<Row> rows, Runnable stored) {
        member.host().after(scene.chance().between(2, 15), () -> {
            rows.forEach(row -> disk.computeIfAbsent(row.node().value(), node -> new HashSet<>())
                    .add(row.sample().at().toEpochMilli()));
            stored.run();
        });
    }

    /** Outcome of an append. */
    interface Told {
        void stored();

        void failed(String reason);
    }

    void append(List<Row> rows, int copies, Told told) {
        int size = scene.members().size();
        List<String> candidates = new java.util.ArrayList<>();
        for (int i = 0; i < size; i++) {
            candidates.add(scene.members().get((member.number() + i) % size).name());
        }
        new Append(rows, told).run(CopyState.start(new CopyState.Copies(copies, copies), candidates));
    }

    private final class Append {
        private final List<Row> rows;
        private final Told told;
        private CopyState state;

        Append(List<Row> rows, Told told) {
            this.rows = rows;
            this.told = told;
        }

        void run(Step<CopyState, CopyState.Effect> first) {
            state = first.next();
            member.host().after(PATIENCE, () -> change(CopyState::onDeadline));
            act(first.effects());
        }

        private void change(Function<CopyState, Step<CopyState, CopyState.Effect>> event) {
            Step<CopyState, CopyState.Effect> step = event.apply(state);
            state = step.next();
            act(step.effects());
        }

        private void act(List<CopyState.Effect> effects) {
            for (CopyState.Effect effect : effects) {
                if (effect instanceof CopyState.Ask ask) {
                    ask(ask.store());
                } else if (effect instanceof CopyState.Fail fail) {
                    told.failed(fail.reason());
                } else {
                    told.stored();
                }
            }
        }

        private void ask(String store) {
            SimMember other = scene.members().stream()
                    .filter(one -> one.name().equals(store))
                    .findFirst()
                    .orElseThrow();
            Set<String> answered = new HashSet<>();
            scene.network()
                    .tell(
                            member.host(),
                            other.host(),
                            () -> other.reports()
                                    .store(
                                            rows,
                                            () -> scene.network().tell(other.host(), member.host(), () -> {
                                                if (answered.add(store)) { // an ask takes one answer
                                                    change(now -> now.onStored(store));
                                                }
                                            })));
            member.host().after(PATIENCE_WITH_ONE, () -> {
                if (answered.isEmpty()) {
                    change(now -> now.onSlow(store));
                }
            });
        }
    }
}
