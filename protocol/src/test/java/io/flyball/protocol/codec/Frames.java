package io.flyball.protocol.codec;

import java.util.Arrays;

/** Frames made by hand. */
final class Frames {
    private Frames() {}

    /** A frame of this body whose length and checksum are right. */
    static byte[] sealed(int version, int type, byte[] body) {
        FrameWriter out = new FrameWriter(Integer.MAX_VALUE);
        out.u32(LinkCodec.MAGIC);
        out.u8(version);
        out.u8(type);
        out.u32(body.length);
        for (byte b : body) {
            out.u8(b);
        }
        out.u32(LinkCodec.crc(out.buffer(), out.size()));
        return out.toBytes();
    }

    static byte[] body(byte[] frame) {
        return Arrays.copyOfRange(frame, LinkCodec.HEADER, frame.length - LinkCodec.CRC);
    }

    static int type(byte[] frame) {
        return frame[5];
    }
}
