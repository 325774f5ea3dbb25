package io.flyball.policy.document.imports;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number as Kubernetes writes it: {@code 500m} is 0.5, {@code 512Mi} is 536870912, {@code 1e3} is 1000. */
final class KubernetesQuantity {
    private static final Pattern FORM = Pattern.compile(
            "([+-]?[0-9]{1,18}(?:\\.[0-9]{0,9})?|[+-]?\\.[0-9]{1,9})(?:([eE][+-]?[0-9]{1,2})|([numkMGTPE]|[KMGTPE]i)?)");
    private static final Map<String, BigDecimal> UNITS = Map.ofEntries(
            Map.entry("n", new BigDecimal("1e-9")),
            Map.entry("u", new BigDecimal("1e-6")),
            Map.entry("m", new BigDecimal("1e-3")),
            Map.entry("k", new BigDecimal("1e3")),
            Map.entry("M", new BigDecimal("1e6")),
            Map.entry("G", new BigDecimal("1e9")),
            Map.entry("T", new BigDecimal("1e12")),
            Map.entry("P", new BigDecimal("1e15")),
            Map.entry("E", new BigDecimal("1e18")),
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
            Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
            Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
            Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

    private KubernetesQuantity() {}

    static Optional<BigDecimal> parse(Object value) {
        Matcher matcher = FORM.matcher(String.valueOf(value).strip());
        if (value == null || !matcher.matches()) {
            return Optional.empty();
        }
        String exponent = matcher.group(2) == null ? "" : matcher.group(2);
        BigDecimal number = new BigDecimal(matcher.group(1) + exponent);
        return Optional.of(matcher.group(3) == null ? number : number.multiply(UNITS.get(matcher.group(3))));
    }
}
