package io.flyball.simulator.run;

import io.flyball.simulator.controller.Controller.Mark;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps all decisions of a run, or, where there are more than {@value #MOST}, the first few of each part of the run: so that
 * no part is without any, and memory stays bounded.
 */
final class MarkBook {
    private static final int MOST = 4_000;
    private static final int PARTS = 600;
    private static final int PER_PART = 3;

    private final long partMillis;
    private List<Mark> kept = new ArrayList<>();
    private boolean isThin;
    private long lastPart = -1;
    private int inPart;
    private int leftOut;

    MarkBook(long lengthMillis) {
        this.partMillis = lengthMillis / PARTS + 1;
    }

    void add(List<Mark> marks) {
        for (Mark mark : marks) {
            add(mark);
        }
        if (!isThin && kept.size() > MOST) {
            isThin = true;
            List<Mark> all = kept;
            kept = new ArrayList<>();
            add(all);
        }
    }

    private void add(Mark mark) {
        if (isThin) {
            long part = Math.floorDiv(mark.at(), partMillis);
            inPart = part == lastPart ? inPart + 1 : 1;
            lastPart = part;
            if (inPart > PER_PART) {
                leftOut++;
                return;
            }
        }
        kept.add(mark);
    }

    List<Mark> marks() {
        return kept;
    }

    int leftOut() {
        return leftOut;
    }
}
