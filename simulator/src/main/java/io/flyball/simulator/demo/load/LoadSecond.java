package io.flyball.simulator.demo.load;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * One second of load, and one line of {@code load.tsv}.
 *
 * @param second since the beginning, by completion
 * @param endEpochMillis wall clock at its end
 * @param instances that took requests
 * @param backlog requests that waited for a connection at its end
 * @param latencies in microseconds from intended start to completion
 */
public record LoadSecond(
        long second,
        long endEpochMillis,
        String phase,
        double rate,
        int instances,
        long offered,
        long completed,
        long failed,
        long shed,
        long retried,
        int backlog,
        Histogram latencies) {
    static final String HEADER =
            "second\tepochMillis\tphase\trate\tinstances\toffered\tcompleted\tfailed\tshed\tretried"
                    + "\tbacklog\tp50ms\tp99ms\thistogram";

    /** Up to a minute at three digits. */
    static Histogram newHistogram() {
        return new Histogram(60_000_000L, 2);
    }

    public double p50Millis() {
        return latencies.getValueAtPercentile(50) / 1e3;
    }

    public double p99Millis() {
        return latencies.getValueAtPercentile(99) / 1e3;
    }

    String line() {
        ByteBuffer bytes = ByteBuffer.allocate(latencies.getNeededByteBufferCapacity());
        int length = latencies.encodeIntoCompressedByteBuffer(bytes);
        byte[] encoded = new byte[length];
        bytes.rewind().get(encoded);
        return String.join(
                "\t",
                Long.toString(second),
                Long.toString(endEpochMillis),
                phase,
                String.format(Locale.ROOT, "%.1f", rate),
                Integer.toString(instances),
                Long.toString(offered),
                Long.toString(completed),
                Long.toString(failed),
                Long.toString(shed),
                Long.toString(retried),
                Integer.toString(backlog),
                String.format(Locale.ROOT, "%.1f", p50Millis()),
                String.format(Locale.ROOT, "%.1f", p99Millis()),
                Base64.getEncoder().encodeToString(encoded));
    }

    public static LoadSecond parse(String line) {
        String[] cells = line.split("\t");
        if (cells.length != 14) {
            throw new IllegalArgumentException("line = " + line + ": must have 14 cells");
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(cells[13]));
            return new LoadSecond(
                    Long.parseLong(cells[0]),
                    Long.parseLong(cells[1]),
                    cells[2],
                    Double.parseDouble(cells[3]),
                    Integer.parseInt(cells[4]),
                    Long.parseLong(cells[5]),
                    Long.parseLong(cells[6]),
                    Long.parseLong(cells[7]),
                    Long.parseLong(cells[8]),
                    Long.parseLong(cells[9]),
                    Integer.parseInt(cells[10]),
                    Histogram.decodeFromCompressedByteBuffer(bytes, 60_000_000L));
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("histogram = " + cells[13] + ": must be a compressed histogram", e);
        }
    }
}
