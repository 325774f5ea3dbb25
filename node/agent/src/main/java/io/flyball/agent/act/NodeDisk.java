package io.flyball.agent.act;

import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an {@link Actuation} keeps of one node beyond its own life: files in production, anything in a simulation. */
public interface NodeDisk {
    /**
     * The text written last; empty when nothing was ever written.
     *
     * @throws UnreadableStateException when what is there cannot be such a text
     */
    Optional<String> read() throws IOException, UnreadableStateException;

    /** After it returns the text survives a power cut; a crash in the middle leaves the one before. */
    void write(String text) throws IOException;

    /** Keeps what cannot be understood for people to look at; answers where. */
    String setAside() throws IOException;

    /** A command is about to be written into the JVM. For people and for proofs: nothing depends on it. */
    void note(Token token, long revision, boolean isTrial, List<Setting> settings) throws IOException;

    /** The files {@code <node>.state} and {@code <node>.commands.log} in {@code directory}. */
    static NodeDisk files(Path directory, NodeId node) {
        StateFile state = new StateFile(directory, node);
        CommandJournal journal = new CommandJournal(directory, node);
        return new NodeDisk() {
            @Override
            public Optional<String> read() throws IOException, UnreadableStateException {
                return state.read();
            }

            @Override
            public void write(String text) throws IOException {
                state.write(text);
            }

            @Override
            public String setAside() throws IOException {
                return state.setAside().toString();
            }

            @Override
            public void note(Token token, long revision, boolean isTrial, List<Setting> settings) throws IOException {
                journal.append(Instant.now(), token, revision, isTrial, settings);
            }
        };
    }
}
