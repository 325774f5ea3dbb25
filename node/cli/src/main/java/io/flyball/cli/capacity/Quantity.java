package io.flyball.cli.capacity;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers with units as people write them; a unit that would be a guess must be written. */
abstract class Quantity implements ITypeConverter<Double> {
    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([a-zA-Z%]*)");

    private final Map<String, Double> units;
    private final double least;
    private final double most;
    private final String rule;

    private Quantity(Map<String, Double> units, double least, double most, String rule) {
        this.units = units;
        this.least = least;
        this.most = most;
        this.rule = rule;
    }

    @Override
    public Double convert(String text) {
        Matcher parts = FORM.matcher(text.strip());
        Double factor = parts.matches() ? units.get(parts.group(2)) : null;
        double value = factor == null ? Double.NaN : Double.parseDouble(parts.group(1)) * factor;
        if (!(value >= least && value <= most)) {
            throw new TypeConversionException("'" + text + "': must be " + rule);
        }
        return value;
    }

    static final class Time extends Quantity {
        Time() {
            super(Map.of("us", 1e-6, "ms", 1e-3, "s", 1.0), 1e-9, 1e6, "a time such as 12ms or 0.5s");
        }
    }

    static final class Size extends Quantity {
        Size() {
            super(
                    Map.of(
                            "B",
                            1.0,
                            "kB",
                            1e3,
                            "KiB",
                            1024.0,
                            "MB",
                            1e6,
                            "MiB",
                            1048576.0,
                            "GB",
                            1e9,
                            "GiB",
                            1073741824.0),
                    1,
                    1e15,
                    "a size such as 300MiB or 2GB");
        }
    }

    static final class Share extends Quantity {
        Share() {
            super(Map.of("%", 0.01), 1e-6, 1, "a share above 0 % and up to 100%, such as 2%");
        }
    }

    static final class Times extends Quantity {
        Times() {
            super(Map.of("", 1.0, "x", 1.0), 1e-6, 1e6, "a factor such as 1.5x");
        }
    }

    static final class Number extends Quantity {
        Number() {
            super(Map.of("", 1.0, "k", 1e3, "M", 1e6), 1e-9, 1e12, "a number above 0");
        }
    }
}
