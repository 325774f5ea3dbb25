package io.flyball.simulator.plane.world;

import java.util.ArrayList;
import java.util.List;

/**
 * Who reaches whom, and when. Members tell each other things at most once: late, twice, in another order or never. Links
 * of agents are {@link Link}s: in order, or not at all.
 */
public final class Network {
    private final Timeline time;
    private final Chance chance;
    private final List<Link> links = new ArrayList<>();
    private int[][] cuts = new int[0][0];
    private double loss;
    private double twice;
    private long slowest = 20;

    public Network(Timeline time, Chance chance) {
        this.time = time;
        this.chance = chance;
    }

    /** @param hosts in all */
    public void size(int hosts) {
        cuts = new int[hosts][hosts];
    }

    // ---- trouble

    /** Cuts add up: a way is open again when each of them was mended. */
    public void cut(Host from, Host to) {
        cuts[from.number()][to.number()]++;
    }

    public void mend(Host from, Host to) {
        if (cuts[from.number()][to.number()] > 0 && --cuts[from.number()][to.number()] == 0) {
            wakeLinks();
        }
    }

    /** Between members only: shares of messages that are lost or come twice, and the longest delay in milliseconds. */
    public void trouble(double lost, double doubled, long longest) {
        loss = lost;
        twice = doubled;
        slowest = longest;
    }

    public void mendAll() {
        cuts = new int[cuts.length][cuts.length];
        trouble(0, 0, 20);
        wakeLinks();
    }

    private void wakeLinks() {
        links.removeIf(Link::isOver);
        List.copyOf(links).forEach(Link::wake);
    }

    public boolean reaches(Host from, Host to) {
        return cuts[from.number()][to.number()] == 0;
    }

    public boolean areConnected(Host a, Host b) {
        return reaches(a, b) && reaches(b, a);
    }

    // ---- members

    /** At most once, perhaps twice: {@code arrive} runs in the life that the receiver has when it is sent. */
    public void tell(Host from, Host to, Runnable arrive) {
        if (from == to) {
            to.after(0, arrive);
            return;
        }
        if (!to.isUp() || !reaches(from, to) || chance.of(loss)) {
            return;
        }
        to.after(delay(), arrive);
        if (twice > 0 && chance.of(twice)) {
            to.after(delay(), arrive);
        }
    }

    long delay() {
        return chance.of(0.9) ? chance.between(1, 5) : chance.between(1, slowest);
    }

    // ---- agents

    /** A socket from {@code agent} to {@code member}, which must reach each other now. */
    public Link connect(Host agent, Host member) {
        Link link = new Link(time, this, agent, member);
        links.add(link);
        if (links.size() > 64) {
            links.removeIf(Link::isOver);
        }
        return link;
    }
}
