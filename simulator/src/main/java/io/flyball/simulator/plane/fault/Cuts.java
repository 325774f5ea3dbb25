package io.flyball.simulator.plane.fault;

import io.flyball.simulator.plane.world.Host;
import java.util.ArrayList;
import java.util.List;

/** Trouble of the network. */
final class Cuts {
    private final Stage stage;
    private final Trouble trouble;

    Cuts(Stage stage, Trouble trouble) {
        this.stage = stage;
        this.trouble = trouble;
    }

    List<Runnable> kinds() {
        return List.of(this::partition, this::partition, this::swizzle, this::lossyMembers, this::socket);
    }

    /** Some hosts on one side, the others on the other; a third of the cuts is in one direction only. */
    private void partition() {
        List<Host> hosts = stage.hosts();
        stage.chance().shuffle(hosts);
        int size = (int) stage.chance().between(1, Math.max(1, hosts.size() - 1));
        List<Host> some = hosts.subList(0, size);
        List<Host> rest = hosts.subList(size, hosts.size());
        int ways = stage.chance().below(6);
        boolean out = ways != 4;
        boolean in = ways != 5;
        trouble.say("partition %s%s %s".formatted(out ? "from " : "", in ? "to" : "", names(some)));
        List<Runnable> undo = new ArrayList<>();
        for (Host one : some) {
            for (Host other : rest) {
                if (out) {
                    undo.add(cut(one, other));
                }
                if (in) {
                    undo.add(cut(other, one));
                }
            }
        }
        trouble.later(3_000, 70_000, () -> {
            trouble.say("partition of " + names(some) + " ends");
            undo.forEach(Runnable::run);
        });
    }

    private Runnable cut(Host from, Host to) {
        stage.network().cut(from, to);
        return () -> stage.network().mend(from, to);
    }

    /** Hosts are cut off one after the other, and come back in another order. */
    private void swizzle() {
        List<Host> hosts = stage.hosts();
        stage.chance().shuffle(hosts);
        List<Host> some = hosts.subList(0, (int) stage.chance().between(1, hosts.size()));
        trouble.say("swizzle-clog " + names(some));
        for (Host host : some) {
            trouble.later(0, 15_000, () -> clog(host));
        }
    }

    private void clog(Host host) {
        List<Runnable> undo = new ArrayList<>();
        for (Host other : stage.hosts()) {
            if (other != host) {
                undo.add(cut(host, other));
                undo.add(cut(other, host));
            }
        }
        trouble.later(2_000, 30_000, () -> undo.forEach(Runnable::run));
    }

    private void lossyMembers() {
        trouble.say("messages between members get lost, doubled and late");
        double lost = stage.chance().unit() * 0.3;
        double doubled = stage.chance().unit() * 0.3;
        stage.network().trouble(lost, doubled, stage.chance().between(50, 4_000));
        trouble.later(5_000, 60_000, () -> stage.network().trouble(0, 0, 20));
    }

    private void socket() {
        stage.chance().one(stage.agents()).cutSocket().forEach(what -> trouble.say("breaks: " + what));
    }

    private static String names(List<Host> hosts) {
        return String.join(" ", hosts.stream().map(Host::name).toList());
    }
}
