package io.flyball.simulator.fleet;

import io.flyball.agent.act.NodeDisk;
import io.flyball.protocol.model.Setting;
import io.flyball.protocol.model.Token;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Stands for the files of one node: what it must remember over lives of its JVM, and every command it carries out. */
public final class NodeMemory implements NodeDisk {
    private final Consumer<CommandId> executed;
    private String text;

    /** @param executed told of each command just before it is written into the node */
    public NodeMemory(Consumer<CommandId> executed) {
        this.executed = executed;
    }

    @Override
    public Optional<String> read() {
        return Optional.ofNullable(text);
    }

    @Override
    public void write(String newText) {
        text = newText;
    }

    @Override
    public String setAside() {
        throw new IllegalStateException("a virtual node cannot read what it wrote: " + text);
    }

    @Override
    public void note(Token token, long revision, boolean isTrial, List<Setting> settings) {
        executed.accept(new CommandId(token, revision));
    }
}
