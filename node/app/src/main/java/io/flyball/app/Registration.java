package io.flyball.app;

/** Takes a knob back when closed; closing twice is allowed. */
public interface Registration extends AutoCloseable {
    @Override
    void close();
}
