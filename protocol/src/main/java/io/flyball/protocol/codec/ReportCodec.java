package io.flyball.protocol.codec;

import io.flyball.protocol.message.LinkMessage.Report;

/** The body that makes up nearly all traffic: 20 metrics take about 90 bytes with the frame around them. */
final class ReportCodec {
    static final int MAX_METRICS = 4096;

    /** Ids must be below this. */
    static final int MAX_ID = 0xFFFF;

    private ReportCodec() {}

    static void write(FrameWriter out, Report report) {
        out.count("slot", report.slot());
        out.count("seq", report.seq());
        out.number(report.tickMillis());
        int[] ids = report.ids();
        out.count("metrics", ids.length);
        int expected = 0;
        for (int i = 0; i < ids.length; i++) {
            out.count("distance of ids, which must rise,", (long) ids[i] - expected);
            expected = ids[i] + 1;
            out.decimal("value", report.values()[i]);
        }
        if (ids.length > MAX_METRICS || expected > MAX_ID + 1) {
            throw new IllegalArgumentException(
                    "metrics = " + ids.length + ": must be at most " + MAX_METRICS + " with ids up to " + MAX_ID);
        }
    }

    static Report read(FrameReader in) throws MalformedFrameException {
        int slot = in.index("slot", Integer.MAX_VALUE);
        long seq = in.count("seq");
        long tickMillis = in.number("tick");
        int count = in.elements("metrics", MAX_METRICS, 2);
        int[] ids = new int[count];
        double[] values = new double[count];
        int expected = 0;
        for (int i = 0; i < count; i++) {
            int id = expected + in.index("id distance", MAX_ID);
            if (id > MAX_ID) {
                throw MalformedFrameException.of("id", id, "0 to " + MAX_ID);
            }
            ids[i] = id;
            values[i] = in.decimal("value");
            expected = id + 1;
        }
        return new Report(slot, seq, tickMillis, ids, values);
    }
}
