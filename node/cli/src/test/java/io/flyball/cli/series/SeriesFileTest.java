package io.flyball.cli.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        assertThatThrownBy(() -> SeriesFile.read(folder.resolve("none.csv")))
                .hasMessageEndingWith("no such file or folder");
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

    @Test
    void anIndexWithoutANameAndTimesOfAnotherNameAreTimes() throws IOException {
        assertThat(SeriesFile.one(file(",cpu\n0,5\n60,6\n"), null).times()).containsExactly(0, 60_000);
        assertThat(SeriesFile.one(file("when,cpu\n2014-04-01 00:05,5\n2014-04-01 00:10,6\n"), null)
                        .step())
                .isEqualTo(300_000);
        assertThat(SeriesFile.one(file("day,cpu\n2014-04-01,5\n2014-04-02,6\n"), null)
                        .when(1))
                .isEqualTo("2014-04-02T00:00:00Z");
    }

    @Test
    void aHeaderAloneIsASeriesOfNoValues() throws IOException {
        assertThat(SeriesFile.one(file("timestamp,value\n"), null).size()).isZero();
        assertThatThrownBy(() -> SeriesFile.read(file("value\n"))).hasMessageContaining("must have rows");
    }

    @Test
    void timesThatNoClockShowsAreRefused() throws IOException {
        for (String time : List.of("+999999999-01-01T00:00:00Z", "1e300", "-1e300", "99999999999999999")) {
            assertThatThrownBy(() -> SeriesFile.read(file("time,v\n" + time + ",1\n")))
                    .hasMessageContaining(":2: time = '" + time + "': must be a time");
        }
    }

    @Test
    void onlyPlainNumbersAreNumbers() throws IOException {
        for (String value : List.of("1d", "5f", "0x1p3", "1D", "1F")) {
            assertThatThrownBy(() -> SeriesFile.read(file("time,v\n0," + value + "\n")))
                    .hasMessageContaining("v = '" + value + "': must be a finite number");
        }
    }

    @Test
    void columnsOfOneNameAndOtherSeparatorsAndOpenQuotesAreRefused() throws IOException {
        assertThatThrownBy(() -> SeriesFile.read(file("time,v,v\n0,1,2\n")))
                .hasMessageContaining("two columns are named 'v': must differ");
        assertThatThrownBy(() -> SeriesFile.read(file("time\tv\n0\t1\n")))
                .hasMessageEndingWith(":1: 'time\ufffdv': cells must be separated by commas, not tabs");
        assertThatThrownBy(() -> SeriesFile.read(file("time,v\n0,\"1\n60,2\n")))
                .hasMessageContaining(":2: a quote is opened and not closed");
    }

    @Test
    void messagesShowShortCellsThatDoNotMoveTheCursor() throws IOException {
        assertThatThrownBy(() -> SeriesFile.read(file("time,v\n0,\u001b[31m" + "9x".repeat(5_000) + "\n")))
                .hasMessageContaining("v = '\ufffd[31m9x9x")
                .message()
                .hasSizeLessThan(300)
                .doesNotContain("\u001b");
    }

    @Test
    void scoresStandBesideTheirValuesWhateverTheFileBeginsWith() throws IOException {
        Path to = folder.resolve("scored.csv");
        ScoredFile.write(file("\ufeff5\n6\n"), new double[] {0, 0.5}, to);
        assertThat(Files.readString(to)).isEqualTo("\ufeff5,0.0\n6,0.5\n");
        ScoredFile.write(file("time,v\n"), new double[0], to);
        assertThat(Files.readString(to)).isEqualTo("time,v,score\n");
        ScoredFile.write(file("\"time\",\"a,b\"\r\n\"0\",\"1\"\r\n"), new double[] {0.25}, to);
        assertThat(Files.readString(to)).isEqualTo("\"time\",\"a,b\",score\n\"0\",\"1\",0.25\n");
    }

    @Test
    void aBinaryWideFileIsAClearError() throws IOException {
        Path binary = Files.write(folder.resolve("b.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThatThrownBy(() -> WideFile.read(binary)).hasMessageEndingWith("must be text in UTF-8");
        assertThat(WideFile.read(file("\ufeffH1,1,2\n")).get(0).name()).isEqualTo("H1");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("series.csv"), text);
    }
}
