package io.flyball.agent.act;

import io.flyball.agent.jvm.MBeanRefusedException;
import io.flyball.protocol.model.EffectReading;
import io.flyball.protocol.model.Knobs;
import io.flyball.protocol.model.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Writes settings and looks whether they act. Beyond the calls it blocks for one second, or three before it gives up. */
final class KnobWriter {
    private static final long WAIT_MILLIS = 1_000;

    /** Before a missing effect counts as failure: Tomcat adds a thread only when the next request comes in. */
    private static final long WAIT_BEFORE_FAILURE_MILLIS = 3_000;

    private static final long LOOK_MILLIS = 50;

    private final KnobSet knobs;

    KnobWriter(KnobSet knobs) {
        this.knobs = knobs;
    }

    /** How a write ended. */
    record Result(boolean ok, String detail, List<EffectReading> effects) {
        Result {
            effects = List.copyOf(effects);
        }

        static Result failed(String detail) {
            return new Result(false, detail, List.of());
        }
    }

    /** One evidence under watch. */
    private record Watch(Evidence evidence, Setting setting, long from, Evidence.Reading before) {}

    Result write(List<Setting> settings) {
        try {
            List<Watch> watches = new ArrayList<>();
            for (Setting setting : settings) {
                watch(setting, watches);
            }
            for (Setting setting : settings) {
                knobs.knob(setting.knob()).write(setting.value());
            }
            for (Setting setting : settings) {
                long now = knobs.knob(setting.knob()).read();
                if (!Knobs.isAction(setting.knob()) && now != setting.value()) {
                    return Result.failed(setting + ": reads back " + now);
                }
            }
            return verify(watches);
        } catch (IOException e) {
            return Result.failed("the JVM did not answer: " + e.getMessage());
        } catch (MBeanRefusedException e) {
            return Result.failed(e.getMessage());
        }
    }

    private void watch(Setting setting, List<Watch> watches) throws IOException, MBeanRefusedException {
        Knob knob = knobs.knob(setting.knob());
        if (knob.evidence().isPresent()) {
            Evidence evidence = knob.evidence().get();
            watches.add(new Watch(evidence, setting, knob.read(), evidence.read()));
        }
    }

    private static Result verify(List<Watch> watches) throws IOException, MBeanRefusedException {
        List<EffectReading> effects = new ArrayList<>();
        List<String> words = new ArrayList<>();
        long start = System.nanoTime();
        for (Watch watch : watches) {
            Evidence.Reading after = watch.evidence().read();
            Judgement judgement = judge(watch, after);
            while (!judgement.isShown() && watch.evidence().mayMove() && pause(start, judgement)) {
                after = watch.evidence().read();
                judgement = judge(watch, after);
            }
            if (judgement.kind() == Judgement.Kind.MISSING) {
                return Result.failed(watch.setting() + ": " + judgement.words());
            }
            var reading = new EffectReading(
                    watch.evidence().attribute(), watch.before().value(), after.value());
            if (!effects.contains(reading)) {
                effects.add(reading);
                words.add(judgement.words());
            }
        }
        return new Result(true, words.isEmpty() ? "reads back" : String.join("; ", words), effects);
    }

    private static Judgement judge(Watch watch, Evidence.Reading after) {
        return watch.evidence().judge(watch.from(), watch.setting().value(), watch.before(), after);
    }

    private static boolean pause(long start, Judgement judgement) {
        long most = judgement.kind() == Judgement.Kind.MISSING ? WAIT_BEFORE_FAILURE_MILLIS : WAIT_MILLIS;
        if (System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(most)) {
            return false;
        }
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the agent stops: what is known so far has to do
            return false;
        }
    }

    /** Every old value is tried even when an earlier one fails. A knob that no longer exists has nothing to restore. */
    Result writeBack(List<Setting> settings) {
        List<String> failures = new ArrayList<>();
        for (Setting setting : settings) {
            try {
                if (knobs.has(setting.knob())) {
                    restore(knobs.knob(setting.knob()), setting);
                }
            } catch (IOException e) {
                failures.add(setting + ": the JVM did not answer: " + e.getMessage());
            } catch (MBeanRefusedException e) {
                failures.add(setting + ": " + e.getMessage());
            }
        }
        return new Result(failures.isEmpty(), String.join("; ", failures), List.of());
    }

    private static void restore(Knob knob, Setting setting) throws IOException, MBeanRefusedException {
        knob.write(setting.value());
        long now = knob.read();
        if (now != setting.value()) {
            throw new MBeanRefusedException("reads back " + now);
        }
    }
}
