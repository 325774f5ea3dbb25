package io.flyball.agent.act;

import io.flyball.agent.jvm.JvmConnection;
import io.flyball.agent.jvm.JvmFacts;
import io.flyball.agent.jvm.MBeanRefusedException;
import io.flyball.agent.jvm.ProcessMemory;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The knobs found in one JVM, by name. */
public final class KnobSet {
    /** No knob, e.g. while the JVM does not answer. */
    public static final KnobSet NONE = new KnobSet(Map.of());

    private final Map<String, Knob> knobs;

    private KnobSet(Map<String, Knob> knobs) {
        this.knobs = knobs;
    }

    /** @param live bytes in use after the newest collection; empty before the first one */
    public static KnobSet find(JvmConnection jvm, JvmFacts facts, Envelopes envelopes, Supplier<OptionalLong> live)
            throws IOException {
        List<Knob> found = new ArrayList<>();
        found.addAll(new TomcatKnobs(jvm, facts.pid(), envelopes).find());
        found.addAll(new HikariKnobs(jvm, envelopes).find());
        found.addAll(new FlagKnobs(jvm, facts, envelopes, live).find());
        found.addAll(new ActionKnobs(jvm, new HeapReader(jvm, "committed"), () -> resident(facts.pid())).find());
        found.addAll(new AppKnobs(jvm, envelopes).find());
        return of(found);
    }

    /** Of two knobs with one name the first stays. */
    public static KnobSet of(List<Knob> found) {
        Map<String, Knob> byName = new LinkedHashMap<>();
        found.forEach(knob -> byName.putIfAbsent(knob.name(), knob));
        return new KnobSet(byName);
    }

    private static Evidence.Reading resident(long pid) throws MBeanRefusedException {
        OptionalLong bytes = ProcessMemory.of(pid).resident();
        return new Evidence.Reading(
                bytes.orElseThrow(() -> new MBeanRefusedException("cannot read rss of pid " + pid)), false);
    }

    /** Probes all of them. */
    public List<Capability> capabilities() throws IOException {
        List<Capability> capabilities = new ArrayList<>();
        for (Knob knob : knobs.values()) {
            capabilities.add(knob.probe());
        }
        return capabilities;
    }

    /** Probes what a command needs: its knobs and those that limit them. */
    Map<String, Capability> capabilitiesFor(List<Setting> settings) throws IOException {
        Map<String, Capability> capabilities = new LinkedHashMap<>();
        for (Setting setting : settings) {
            for (String name : Rules.companions(setting.knob())) {
                Knob knob = knobs.get(name);
                if (knob != null && !capabilities.containsKey(name)) {
                    capabilities.put(name, knob.probe());
                }
            }
        }
        return capabilities;
    }

    boolean has(String name) {
        return knobs.containsKey(name) && !(knobs.get(name) instanceof Missing);
    }

    Knob knob(String name) throws MBeanRefusedException {
        Knob knob = knobs.get(name);
        if (knob == null) {
            throw new MBeanRefusedException(name + ": this node has no such knob");
        }
        return knob;
    }
}
