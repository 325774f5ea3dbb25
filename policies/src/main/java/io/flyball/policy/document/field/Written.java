package io.flyball.policy.document.field;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** Values as people write them in a document: {@code 5m}, {@code 60%}, {@code 128MiB}, {@code 1.5}. */
public final class Written {
    private static final int LONGEST_VALUE = 80;
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Written() {}

    /** The largest unit that needs no fraction: 300 s is {@code 5m}, 90 s is {@code 90s}, 0 is {@code 0s}. */
    public static String time(Duration duration) {
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        return millis % DAY == 0
                ? millis / DAY + "d"
                : millis % HOUR == 0
                        ? millis / HOUR + "h"
                        : millis % MINUTE == 0
                                ? millis / MINUTE + "m"
                                : millis % SECOND == 0 ? millis / SECOND + "s" : millis + "ms";
    }

    /** 0.6 is {@code 60%}, 0.025 is {@code 2.5%}. */
    public static String share(double ratio) {
        return number(Math.round(ratio * 1e9) / 1e7) + "%";
    }

    /** 134217728 is {@code 128MiB}, 5000000 is {@code 5MB}, 1500 is {@code 1500}. */
    public static String size(double bytes) {
        String[] units = {"TiB", "GiB", "MiB", "KiB"};
        for (int i = 0; i < units.length; i++) {
            double unit = 1L << (10 * (units.length - i));
            if (bytes >= unit && bytes % unit == 0) {
                return number(bytes / unit) + units[i];
            }
        }
        return bytes >= 1e9 && bytes % 1e9 == 0
                ? number(bytes / 1e9) + "GB"
                : bytes >= 1e6 && bytes % 1e6 == 0 ? number(bytes / 1e6) + "MB" : number(bytes);
    }

    /** Without a needless fraction: 2.0 is {@code 2}. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }

    /** A value of this field's type as a document would have it. */
    public static String of(Field field, Object value) {
        if (value instanceof Duration duration) {
            return time(duration);
        }
        if (value instanceof Number number) {
            double plain = number.doubleValue();
            return switch (field.type()) {
                case SHARE -> share(plain);
                case SIZE -> size(plain);
                default -> number(plain);
            };
        }
        return any(value);
    }

    /** Whatever stood in a document, short enough for a message. */
    public static String any(Object value) {
        if (value instanceof Duration duration) {
            return time(duration);
        }
        if (value instanceof Map) {
            return "a mapping";
        }
        if (value instanceof Collection) {
            return "a list";
        }
        String text = value == null ? "nothing" : String.valueOf(value);
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "...";
    }
}
