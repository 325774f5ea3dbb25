package io.flyball.simulator.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers with a stated count of significant digits. Decimal on purpose: how {@code Double.toString} shortens a number
 * differs between Java 17 and 19, and equal runs are to give equal bytes.
 */
final class Rounded {
    private static final MathContext TOTALS = new MathContext(9);
    private static final MathContext CURVES = new MathContext(6);
    private static final int MOST_PLAIN_DIGITS = 18;

    private Rounded() {}

    static JsonNode total(double value) {
        return node(value, TOTALS);
    }

    static ArrayNode curve(double[] values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(values.length);
        for (double value : values) {
            array.add(node(value, CURVES));
        }
        return array;
    }

    /** As people read it, e.g. {@code 0.0625} or {@code 1250}. */
    static String text(double value, int digits) {
        JsonNode node = node(value, new MathContext(digits));
        return node.isNull() ? String.valueOf(value) : node.asText();
    }

    /** A share as a percentage with at most 3 decimals: 0.000623 is {@code 0.062}. */
    static String percent(double share) {
        return Double.isFinite(share)
                ? new BigDecimal(100 * share)
                        .setScale(3, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                : String.valueOf(share);
    }

    private static JsonNode node(double value, MathContext digits) {
        if (!Double.isFinite(value)) {
            return NullNode.instance;
        }
        BigDecimal rounded = new BigDecimal(value, digits).stripTrailingZeros();
        boolean plain = rounded.scale() < 0 && rounded.precision() - rounded.scale() <= MOST_PLAIN_DIGITS;
        return DecimalNode.valueOf(plain ? rounded.setScale(0) : rounded);
    }
}
