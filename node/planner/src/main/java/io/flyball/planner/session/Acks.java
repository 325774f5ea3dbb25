package io.flyball.planner.session;

import io.flyball.planner.session.SessionEffect.Store;
import io.flyball.protocol.message.LinkMessage.Ack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The {@link AckLine} of every slot of a link, each for the life that the slot has now. */
public final class Acks {
    private final Map<Integer, AckLine> lines = new HashMap<>();

    /** False for a repetition: it is under way or stored already. */
    public boolean expect(int slot, long life, long seq) {
        return lines.compute(slot, (any, line) -> line == null || line.life() != life ? new AckLine(life) : line)
                .expect(seq);
    }

    /** What to say to a repetition: the last acknowledgement again, if there was one. */
    public List<Ack> repeated(int slot) {
        return due(slot, lines.get(slot).acknowledged());
    }

    /** A report that needs no storing. */
    public List<Ack> skipped(int slot, long seq) {
        return due(slot, lines.get(slot).stored(seq));
    }

    /** At most one acknowledgement for each slot; none for a slot that another node has by now. */
    public List<Ack> stored(List<Store> reports) {
        Map<Integer, Long> highest = new TreeMap<>();
        for (Store report : reports) {
            AckLine line = lines.get(report.slot());
            if (line != null && line.life() == report.life()) {
                line.stored(report.seq()).ifPresent(seq -> highest.put(report.slot(), seq));
            }
        }
        List<Ack> acks = new ArrayList<>();
        highest.forEach((slot, seq) -> acks.add(new Ack(slot, seq)));
        return acks;
    }

    private static List<Ack> due(int slot, OptionalLong seq) {
        return seq.isPresent() ? List.of(new Ack(slot, seq.getAsLong())) : List.of();
    }
}
