package io.flyball.agent.act;

import io.flyball.agent.jvm.JvmConnection;
import io.flyball.agent.jvm.MBeanRefusedException;
import io.flyball.protocol.model.Capability;
import io.flyball.protocol.model.Knobs;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.management.ObjectName;

/** Things to do once: they have no value, read as 0 and are never restored. */
final class ActionKnobs {
    private static final ObjectName COMMANDS = JvmConnection.name("com.sun.management:type=DiagnosticCommand");
    private static final String UNIT = "action";

    private final JvmConnection jvm;
    private final Evidence.Reader committed;
    private final Evidence.Reader resident;

    ActionKnobs(JvmConnection jvm, Evidence.Reader committed, Evidence.Reader resident) {
        this.jvm = jvm;
        this.committed = committed;
        this.resident = resident;
    }

    List<Knob> find() throws IOException {
        boolean ignored =
                jvm.vmOption("DisableExplicitGC").filter("true"::equals).isPresent();
        Knob gc = ignored
                ? new Missing(Knobs.GC_RUN, UNIT, "the JVM runs with DisableExplicitGC")
                : action(Knobs.GC_RUN, "gcRun", new Footprint("heap.committed", committed, "nothing to give back"));
        Knob trim = action(
                Knobs.NATIVE_TRIM, "systemTrimNativeHeap", new Footprint("rss", resident, "nothing to give back"));
        return List.of(gc, trim);
    }

    private Knob action(String name, String operation, Evidence evidence) throws IOException {
        return jvm.hasOperation(COMMANDS, operation)
                ? new Action(jvm, name, operation, evidence)
                : new Missing(name, UNIT, "this JVM has no diagnostic command " + operation);
    }

    private record Action(JvmConnection jvm, String name, String operation, Evidence shows) implements Knob {
        @Override
        public Capability probe() {
            return new Capability(name, 0, 1, 1, UNIT, true, "effect: " + shows.attribute());
        }

        @Override
        public long read() {
            return 0;
        }

        @Override
        public void write(long value) throws IOException, MBeanRefusedException {
            jvm.invoke(COMMANDS, operation, new Object[0], new String[0]);
        }

        @Override
        public Optional<Evidence> evidence() {
            return Optional.of(shows);
        }
    }
}
