package io.flyball.cli.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlotTest {
    @Test
    void aRisingLineGoesFromBottomLeftToTopRight() {
        List<String> lines = new Plot(2, 1).curve(new double[] {0, 1, 2, 3}).lines("a", "b");
        assertThat(lines).containsExactly("  3 ┤⡠⠊", "    └a─b");
    }

    @Test
    void aPeakAmongManyValuesIsNotLost() {
        double[] values = new double[10_000];
        values[5_000] = 100;
        List<String> lines = new Plot(20, 4).curve(values).lines("from", "to");
        assertThat(lines.get(0)).startsWith("100 ┤").matches(".*[^\u2800 ].*");
        assertThat(lines.get(3)).startsWith("  0 ┤");
    }

    @Test
    void marksStandUnderTheirPlaces() {
        List<String> lines = new Plot(10, 1)
                .curve(new double[100])
                .marks('^', "change", new int[] {0, 99})
                .lines("", "");
        assertThat(lines.get(1)).contains("^        ^   (^ change)");
    }

    @Test
    void nothingMeasuredDrawsNothingAndExtremesDoNotOverflow() {
        assertThat(new Plot(10, 2).curve(new double[] {Double.NaN}).lines("", ""))
                .isEmpty();
        assertThat(new Plot(10, 2)
                        .curve(new double[] {-Double.MAX_VALUE, Double.MAX_VALUE})
                        .lines("", ""))
                .hasSize(3);
    }

    @Test
    void numbersAreShort() {
        assertThat(Plot.number(0)).isEqualTo("0");
        assertThat(Plot.number(1234)).isEqualTo("1.23k");
        assertThat(Plot.number(0.0123)).isEqualTo("12.3m");
        assertThat(Plot.number(999.99)).isEqualTo("1k");
        assertThat(Plot.number(100)).isEqualTo("100");
    }
}
