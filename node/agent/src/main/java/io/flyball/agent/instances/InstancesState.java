package io.flyball.agent.instances;

import io.flyball.agent.instances.Instance.Phase;
import io.flyball.agent.instances.Instance.SavedInstance;
import io.flyball.protocol.message.LinkMessage;
import io.flyball.protocol.message.LinkMessage.SetInstances;
import io.flyball.protocol.model.CommandOutcome;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.Step;
import io.flyball.protocol.model.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Instances of one service at this agent, wanted and real. Immutable; no clock, no process, no file.
 *
 * <p>The wanted count changes by a fenced command only: not by a crash, not by a member that is away, not by a
 * restart of the agent. Whatever is missing is started under the smallest free index; whatever is too much leaves
 * from the highest index down. The shell saves {@link #saved} before it carries out the effects of a step.
 */
public record InstancesState(
        InstanceTemplate template, Token token, long revision, int target, SortedMap<Integer, Instance> instances) {
    /** An instance that was ready for this long starts its row of crashes anew. */
    static final long STABLE_MILLIS = 60_000;

    /** Without a ready address, an instance that lives this long is ready. */
    static final long SETTLED_MILLIS = 1_000;

    /** What the shell must do. */
    public sealed interface Effect {}

    public record Spawn(int index, int port) implements Effect {}

    public record Probe(int index, int port, long pid) implements Effect {}

    public record Terminate(long pid, String birth) implements Effect {}

    public record Kill(long pid, String birth) implements Effect {}

    public record Refuse(LinkMessage.InstancesRefused refused) implements Effect {}

    /** Say again what was said before. */
    public record Repeat() implements Effect {}

    public record Note(String text) implements Effect {}

    public InstancesState {
        instances = Collections.unmodifiableSortedMap(new TreeMap<>(instances));
    }

    public static InstancesState fresh(InstanceTemplate template) {
        return new InstancesState(template, Token.NONE, 0, template.initial(), new TreeMap<>());
    }

    /** @param alive the instances that still run; what else was saved is gone */
    public static InstancesState recovered(
            InstanceTemplate template, SavedInstances saved, Collection<SavedInstance> alive, long now) {
        TreeMap<Integer, Instance> instances = new TreeMap<>();
        alive.forEach(each -> instances.put(each.index(), Instance.adopted(each, now)));
        return new InstancesState(template, saved.token(), saved.revision(), saved.target(), instances);
    }

    // ---- commands

    public Step<InstancesState, Effect> setCount(SetInstances command) {
        if (command.token().isOlderThan(token)) {
            return refuse(command, CommandOutcome.REFUSED_TOKEN, "token", command.token(), "at least " + token);
        }
        InstancesState fenced = command.token().equals(token) ? this : fencedBy(command.token());
        if (command.expiresInMillis() <= 0) {
            return fenced.refuse(command, CommandOutcome.REFUSED_EXPIRED, "expiry", "passed", "in the future");
        }
        if (command.count() < 0 || command.count() > template.limit()) {
            return fenced.refuse(
                    command, CommandOutcome.REFUSED_BOUNDS, "count", command.count(), "0 to " + template.limit());
        }
        if (command.revision() <= fenced.revision) {
            return Step.to(fenced, new Repeat());
        }
        InstancesState next =
                new InstancesState(template, command.token(), command.revision(), command.count(), instances);
        return Step.to(
                next,
                new Note(template.service() + ": " + target + " -> " + command.count() + " instances, token "
                        + command.token() + ", revision " + command.revision()));
    }

    private InstancesState fencedBy(Token newer) {
        return new InstancesState(template, newer, 0, target, instances);
    }

    private Step<InstancesState, Effect> refuse(
            SetInstances command, CommandOutcome outcome, String what, Object value, String rule) {
        return Step.to(this, new Refuse(refusal(command, outcome, what + " = " + value + ": must be " + rule)));
    }

    public static LinkMessage.InstancesRefused refusal(SetInstances command, CommandOutcome outcome, String detail) {
        return new LinkMessage.InstancesRefused(
                command.service(), command.token(), command.revision(), outcome, detail);
    }

    // ---- events of processes

    public Step<InstancesState, Effect> spawned(long now, int index, long pid, String birth) {
        Instance instance = instances.get(index);
        if (instance == null || instance.phase() != Phase.LAUNCHING) {
            return Step.to(this, new Kill(pid, birth)); // cannot be: one spawn per launch
        }
        Instance running = instance.running(pid, birth, now);
        Note note = new Note(name(index) + ": started on port " + instance.port() + ", pid " + pid);
        return running.victim() ? with(stopping(running, now), new Terminate(pid, birth)) : with(running, note);
    }

    public Step<InstancesState, Effect> spawnFailed(long now, int index, String reason) {
        Instance instance = instances.get(index);
        return instance == null ? Step.to(this) : crash(now, instance, "cannot start: " + reason);
    }

    public Step<InstancesState, Effect> exited(long now, int index, long pid, String how) {
        Instance instance = instances.get(index);
        return instance == null || instance.pid() != pid ? Step.to(this) : crash(now, instance, how);
    }

    private Step<InstancesState, Effect> crash(long now, Instance instance, String how) {
        if (instance.victim()) {
            return without(instance, new Note(name(instance.index()) + ": stopped (" + how + ")"));
        }
        boolean stable = instance.phase() == Phase.READY && now - instance.since() >= STABLE_MILLIS;
        int crashes = stable ? 1 : instance.crashes() + 1;
        String why = instance.detail().isEmpty() ? how : instance.detail() + ", " + how;
        Instance waiting = instance.crashed(now, crashes, why);
        return with(
                waiting, new Note(name(instance.index()) + ": " + why + "; starts again in " + pause(waiting) + " ms"));
    }

    public Step<InstancesState, Effect> answeredReady(long now, int index, long pid) {
        Instance instance = instances.get(index);
        if (instance == null || instance.pid() != pid || instance.phase() != Phase.STARTING) {
            return Step.to(this);
        }
        long took = now - instance.since();
        return with(instance.to(Phase.READY, now, ""), new Note(name(index) + ": ready after " + took + " ms"));
    }

    // ---- time

    /** Ends what is due, then brings the real count towards the wanted one. */
    public Step<InstancesState, Effect> tick(long now, IntPredicate portIsFree) {
        InstancesState next = this;
        List<Effect> effects = new ArrayList<>();
        for (Instance instance : instances.values()) {
            Step<InstancesState, Effect> step = next.due(now, instance, portIsFree);
            next = step.next();
            effects.addAll(step.effects());
        }
        Step<InstancesState, Effect> step = next.reconcile(now, portIsFree);
        effects.addAll(step.effects());
        return new Step<>(step.next(), effects);
    }

    private Step<InstancesState, Effect> due(long now, Instance instance, IntPredicate portIsFree) {
        long age = now - instance.since();
        InstanceTemplate.Times times = template.times();
        switch (instance.phase()) {
            case STARTING:
                return starting(now, instance, age);
            case DRAINING:
                return age >= times.drain().toMillis() ? terminate(now, instance, instance.detail()) : Step.to(this);
            case STOPPING:
                return age >= times.stop().toMillis() ? kill(now, instance) : Step.to(this);
            case WAITING:
                return age >= pause(instance) ? launchAgain(now, instance, portIsFree) : Step.to(this);
            default:
                return Step.to(this);
        }
    }

    private Step<InstancesState, Effect> starting(long now, Instance instance, long age) {
        if (template.ready().isEmpty()) {
            return age >= SETTLED_MILLIS ? answeredReady(now, instance.index(), instance.pid()) : Step.to(this);
        }
        if (age >= template.times().ready().toMillis()) {
            return terminate(
                    now,
                    instance,
                    "not ready within " + template.times().ready().toMillis() + " ms");
        }
        return Step.to(this, new Probe(instance.index(), instance.port(), instance.pid()));
    }

    private Step<InstancesState, Effect> terminate(long now, Instance instance, String why) {
        return with(instance.to(Phase.STOPPING, now, why), new Terminate(instance.pid(), instance.birth()));
    }

    private Step<InstancesState, Effect> kill(long now, Instance instance) {
        return with(
                instance.to(Phase.KILLING, now, instance.detail()),
                new Kill(instance.pid(), instance.birth()),
                new Note(name(instance.index()) + ": still there after SIGTERM, killed"));
    }

    private Step<InstancesState, Effect> launchAgain(long now, Instance instance, IntPredicate portIsFree) {
        boolean same = instance.port() > 0 && portIsFree.test(instance.port());
        int port = same ? instance.port() : freePort(portIsFree).orElse(0);
        return port == 0
                ? Step.to(this)
                : with(
                        Instance.launching(instance.index(), port, now, instance.crashes()),
                        new Spawn(instance.index(), port));
    }

    private long pause(Instance instance) {
        InstanceTemplate.Times times = template.times();
        double doubled = times.restartFirst().toMillis() * Math.pow(2, Math.min(30, instance.crashes() - 1));
        return (long) Math.min(times.restartMax().toMillis(), doubled);
    }

    // ---- wanted and real

    private Step<InstancesState, Effect> reconcile(long now, IntPredicate portIsFree) {
        InstancesState next = this;
        List<Effect> effects = new ArrayList<>();
        while (true) {
            int missing = next.wanted() - next.staying();
            Step<InstancesState, Effect> step =
                    missing > 0 ? next.oneMore(now, portIsFree) : missing < 0 ? next.oneLess(now) : Step.to(next);
            if (step.next().staying() == next.staying()) {
                return new Step<>(next, effects);
            }
            next = step.next();
            effects.addAll(step.effects());
        }
    }

    int wanted() {
        return Math.min(target, template.limit());
    }

    private int staying() {
        return (int) instances.values().stream().filter(each -> !each.victim()).count();
    }

    /** A draining instance that was not told to stop yet is the quickest start. */
    private Step<InstancesState, Effect> oneMore(long now, IntPredicate portIsFree) {
        Optional<Instance> draining = instances.values().stream()
                .filter(each -> each.phase() == Phase.DRAINING)
                .findFirst();
        if (draining.isPresent()) {
            return with(draining.get().spared(now), new Note(name(draining.get().index()) + ": stays after all"));
        }
        int index = 1;
        while (instances.containsKey(index)) {
            index++;
        }
        Optional<Integer> port = freePort(portIsFree);
        return port.isEmpty()
                ? with(
                        Instance.launching(index, 0, now, 0).crashed(now, 1, noPort()),
                        new Note(name(index) + ": " + noPort()))
                : with(Instance.launching(index, port.get(), now, 0), new Spawn(index, port.get()));
    }

    private Step<InstancesState, Effect> oneLess(long now) {
        Instance victim = instances.values().stream()
                .filter(each -> !each.victim())
                .max(Comparator.comparingInt(Instance::index))
                .orElseThrow()
                .doomed();
        switch (victim.phase()) {
            case READY:
                return with(
                        victim.to(Phase.DRAINING, now, ""),
                        new Note(name(victim.index()) + ": drains for "
                                + template.times().drain().toMillis() + " ms"));
            case STARTING:
                return with(stopping(victim, now), new Terminate(victim.pid(), victim.birth()));
            case WAITING:
                return without(victim);
            default:
                return with(victim); // on its way already
        }
    }

    private static Instance stopping(Instance instance, long now) {
        return instance.to(Phase.STOPPING, now, instance.detail());
    }

    private Optional<Integer> freePort(IntPredicate portIsFree) {
        for (int port = template.ports().first(); port <= template.ports().last(); port++) {
            int candidate = port;
            if (instances.values().stream().noneMatch(each -> each.port() == candidate) && portIsFree.test(port)) {
                return Optional.of(port);
            }
        }
        return Optional.empty();
    }

    private String noPort() {
        return "no port of " + template.ports().first() + "-" + template.ports().last() + " is free";
    }

    // ---- what others see

    public SavedInstances saved() {
        List<SavedInstance> running = instances.values().stream()
                .filter(each -> each.phase() != Phase.WAITING)
                .map(each -> new SavedInstance(
                        each.index(), each.port(), each.pid(), each.birth(), each.phase() == Phase.READY))
                .toList();
        return new SavedInstances(token, revision, target, running);
    }

    public LinkMessage.Instances announcement() {
        List<InstanceView> views = instances.values().stream()
                .map(each -> new InstanceView(
                        template.node(each.index()), each.shown(), each.port(), each.pid(), each.detail()))
                .toList();
        return new LinkMessage.Instances(template.service(), token, revision, target, template.limit(), views);
    }

    /** Ports of the instances that take requests, by node. */
    Map<String, Integer> endpoints() {
        Map<String, Integer> endpoints = new TreeMap<>();
        instances.values().stream()
                .filter(Instance::isListed)
                .forEach(each -> endpoints.put(name(each.index()), each.port()));
        return endpoints;
    }

    private String name(int index) {
        return template.node(index).value();
    }

    private Step<InstancesState, Effect> with(Instance instance, Effect... effects) {
        TreeMap<Integer, Instance> changed = new TreeMap<>(instances);
        changed.put(instance.index(), instance);
        return Step.to(new InstancesState(template, token, revision, target, changed), effects);
    }

    private Step<InstancesState, Effect> without(Instance instance, Effect... effects) {
        TreeMap<Integer, Instance> changed = new TreeMap<>(instances);
        changed.remove(instance.index());
        return Step.to(new InstancesState(template, token, revision, target, changed), effects);
    }
}
