package io.flyball.simulator.scenario;

import io.flyball.policy.document.PolicyReader.Problem;
import io.flyball.policy.document.Section;
import io.flyball.simulator.traffic.Trace;
import io.flyball.simulator.traffic.TraceFile;
import io.flyball.simulator.traffic.WrongTrace;
import io.flyball.simulator.traffic.shape.Bursty;
import io.flyball.simulator.traffic.shape.Constant;
import io.flyball.simulator.traffic.shape.Diurnal;
import io.flyball.simulator.traffic.shape.FlashCrowd;
import io.flyball.simulator.traffic.shape.Ramp;
import io.flyball.simulator.traffic.shape.Spiky;
import io.flyball.simulator.traffic.shape.Steps;
import io.flyball.simulator.traffic.shape.Steps.Stair;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads an element of {@code spec.traffic}. */
final class TrafficReader {
    private final Mistakes mistakes;
    private final Path folder;

    /** @param folder that names of files start from */
    TrafficReader(Mistakes mistakes, Path folder) {
        this.mistakes = mistakes;
        this.folder = folder;
    }

    Optional<Source> read(Section element) {
        int before = mistakes.size();
        List<String> shapes = element.present(TrafficFields.SHAPES);
        if (shapes.size() != 1) {
            element.wrong("must have exactly one of " + String.join(", ", TrafficFields.SHAPES));
        }
        Optional<Source> first = Optional.empty();
        for (String shape : shapes) { // all of them, so that all mistakes are told
            Optional<Source> source = shape.equals("stairs") ? stairs(element) : shape(element, shape);
            first = first.or(() -> source);
        }
        Source changed = SourceChanges.read(element, mistakes, first.orElse((seed, length) -> new Constant(0)));
        element.end();
        return mistakes.size() > before ? Optional.empty() : Optional.of(changed);
    }

    private Optional<Source> shape(Section element, String name) {
        int before = mistakes.size();
        return element.section(name).flatMap(section -> {
            Optional<Source> source = shape(name, section, before);
            section.end();
            return source;
        });
    }

    /** Made once with any seed, so that values that refuse each other are told here. */
    private Optional<Source> shape(String name, Section section, int before) {
        Source source = switch (name) {
            case "constant" -> constant(section);
            case "diurnal" -> diurnal(section);
            case "spiky" -> spiky(section);
            case "bursty" -> bursty(section);
            case "ramp" -> ramp(section);
            case "steps" -> steps(section);
            case "flashCrowd" -> flashCrowd(section);
            default -> trace(section);
        };
        return mistakes.built(section, before, () -> {
            source.load(0, Duration.ZERO);
            return source;
        });
    }

    private static Source constant(Section section) {
        double rate = section.number("rate");
        return (seed, length) -> new Constant(rate);
    }

    private static Source diurnal(Section section) {
        double base = section.number("base");
        double peak = section.number("peak");
        Duration peakAt = section.time("peakAt");
        List<Double> harmonics = section.scalars("harmonics", SourceChanges::height);
        return (seed, length) -> new Diurnal(base, peak, peakAt, harmonics);
    }

    private static Source spiky(Section section) {
        double base = section.number("base");
        double height = section.number("height");
        Duration width = section.time("width");
        Duration every = section.time("every");
        return (seed, length) -> new Spiky(base, height, width, every, seed);
    }

    private static Source bursty(Section section) {
        double quiet = section.number("quiet");
        double busy = section.number("busy");
        Duration quietFor = section.time("quietFor");
        Duration busyFor = section.time("busyFor");
        return (seed, length) -> new Bursty(quiet, busy, quietFor, busyFor, seed);
    }

    private static Source ramp(Section section) {
        Ramp ramp = new Ramp(section.number("from"), section.number("to"), section.time("at"), section.time("rise"));
        return (seed, length) -> ramp;
    }

    private static Source steps(Section section) {
        double first = section.number("first");
        double by = section.number("by");
        Duration every = section.time("every");
        int count = section.count("count");
        return (seed, length) -> Steps.rising(first, by, every, count);
    }

    private static Source flashCrowd(Section section) {
        double base = section.number("base");
        double peak = section.number("peak");
        Duration at = section.optionalTime("at").orElse(Duration.ZERO);
        Duration rise = section.time("rise");
        Duration plateau = section.time("plateau");
        Duration halfLife = section.time("halfLife");
        return (seed, length) -> new FlashCrowd(base, peak, at, rise, plateau, halfLife);
    }

    private Optional<Source> stairs(Section element) {
        int before = mistakes.size();
        List<Stair> stairs =
                element.sections("stairs").stream().map(TrafficReader::stair).toList();
        if (stairs.isEmpty() && mistakes.size() == before) {
            element.problem("stairs", "must have at least one step, e.g. {at: 0s, rate: 500}");
        }
        for (int i = 1; i < stairs.size(); i++) {
            if (stairs.get(i).at().compareTo(stairs.get(i - 1).at()) <= 0 && mistakes.size() == before) {
                element.problem("stairs[" + i + "]", "must begin after the step before");
            }
        }
        return mistakes.built(element, before, () -> {
            Steps steps = new Steps(stairs);
            return (seed, length) -> steps;
        });
    }

    private static Stair stair(Section section) {
        Stair stair = new Stair(section.time("at"), section.number("rate"));
        section.end();
        return stair;
    }

    private Source trace(Section section) {
        Optional<Trace> trace = section.text("file").flatMap(file -> trace(section, file));
        return (seed, length) -> trace.isPresent() ? trace.get() : new Constant(0);
    }

    private Optional<Trace> trace(Section section, String file) {
        Optional<Path> path = Beside.of(folder, file);
        if (path.isEmpty()) {
            section.problem("file", "must be the name of a file");
            return Optional.empty();
        }
        try {
            return Optional.of(TraceFile.read(path.get()));
        } catch (WrongTrace wrong) {
            wrong.mistakes()
                    .forEach(mistake -> mistakes.problems().add(new Problem(section.at("file"), file, mistake)));
            return Optional.empty();
        }
    }
}
