package io.flyball.cli.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesFileTest {
    @TempDir
    Path folder;

    @Test
    void aHeaderTimesAndGapsAreUnderstood() throws IOException {
        TimeSeries series = SeriesFile.one(file("""
                timestamp,value
                2014-04-01 00:00:00,20.5
                2014-04-01 00:05:00,
                2014-04-01 00:10:00,1e3
                """), null);
        assertThat(series.values()).containsExactly(20.5, Double.NaN, 1000);
        assertThat(series.when(0)).isEqualTo("2014-04-01T00:00:00Z");
        assertThat(series.step()).isEqualTo(300_000);
    }

    @Test
    void timesMayBeSecondsMillisecondsOrHaveAZone() throws IOException {
        assertThat(SeriesFile.one(file("804556800,42\n804556860,61\n"), null).times())
                .containsExactly(804556800000L, 804556860000L);
        assertThat(SeriesFile.one(file("1396310400000,1\n"), null).times()).containsExactly(1396310400000L);
        assertThat(SeriesFile.one(file("at,v\n2014-04-01T02:00:00+02:00,1\n"), null)
                        .times())
                .containsExactly(1396310400000L);
    }

    @Test
    void oneColumnIsASeriesWithoutTimes() throws IOException {
        TimeSeries series = SeriesFile.one(file("3\n4\n5\n"), null);
        assertThat(series.values()).containsExactly(3, 4, 5);
        assertThat(series.hasTimes()).isFalse();
        assertThat(series.when(2)).isEqualTo("#2");
    }

    @Test
    void ofSeveralColumnsOneMustBeNamed() throws IOException {
        Path file = file("time,cpu,p99\n1,0.5,20\n2,0.6,30\n");
        assertThat(SeriesFile.one(file, "p99").values()).containsExactly(20, 30);
        assertThatThrownBy(() -> SeriesFile.one(file, null))
                .hasMessageContaining("has 2 columns of values (cpu, p99): name one with --column");
        assertThatThrownBy(() -> SeriesFile.one(file, "p50"))
                .hasMessageContaining("--column = 'p50': must be a column of");
    }

    @Test
    void allMistakesAreToldWithLineValueAndRule() throws IOException {
        Path file =
                file("time,cpu\n2026-01-01 00:00:00,abc\nsoon,1\n2026-01-01 00:01:00,1,2\n2026-01-01 00:02:00,inf\n");
        assertThatThrownBy(() -> SeriesFile.read(file))
                .isInstanceOf(WrongFile.class)
                .hasMessageContaining(":2: cpu = 'abc': must be a finite number")
                .hasMessageContaining(":3: time = 'soon': must be a time")
                .hasMessageContaining(":4: 3 cells: must be 2 as in the first line")
                .hasMessageContaining(":5: cpu = 'inf': must be a finite number");
    }

    @Test
    void semicolonsAreToldApartFromText() {
        assertThatThrownBy(() -> SeriesFile.read(file("timestamp;value\n2026-01-01 00:00:00;1\n")))
                .hasMessageEndingWith(":1: 'timestamp;value': cells must be separated by commas, not semicolons");
    }

    @Test
    void timeThatGoesBackIsRefused() throws IOException {
        assertThatThrownBy(() -> SeriesFile.read(file("time,v\n2026-01-02 00:00:00,1\n2026-01-01 00:00:00,2\n")))
                .hasMessageContaining(":3: time = '2026-01-01 00:00:00': must not be before the line above");
    }

    @Test
    void noFileAnEmptyOneAndABinaryOneAreClearErrors() throws IOException {
        assertThatThrownBy(() -> SeriesFile.read(folder.resolve("none.csv"))).hasMessageEndingWith("no such file");
        assertThatThrownBy(() -> SeriesFile.read(file(""))).hasMessageContaining("must have rows of timestamp,value");
        Path binary = Files.write(folder.resolve("b.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThatThrownBy(() -> SeriesFile.read(binary)).hasMessageEndingWith("must be text in UTF-8");
    }

    @Test
    void aWideFileHasASeriesPerRowAndMayHaveAHeader() throws IOException {
        Path file = file("\"V1\",\"V2\",\"V3\",\"V4\"\n\"H1\",605,586,586\n\"H2\",3124,2990,\n");
        assertThat(WideFile.read(file)).extracting(TimeSeries::name).containsExactly("H1", "H2");
        assertThat(WideFile.read(file).get(1).values()).containsExactly(3124, 2990);
        assertThat(WideFile.read(file("H1,1,2\n")).get(0).values()).containsExactly(1, 2);
        assertThatThrownBy(() -> WideFile.read(file("H1,1,x\n"))).hasMessageContaining(":1: value 2 of H1 = 'x'");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("series.csv"), text);
    }
}
