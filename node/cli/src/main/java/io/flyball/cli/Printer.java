package io.flyball.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Prints an answer in the form asked for. */
public final class Printer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Printer() {}

    public static void print(PrintWriter out, Output form, JsonNode answer, Consumer<PrintWriter> table) {
        switch (form) {
            case JSON -> out.println(json(answer));
            case YAML -> out.print(yaml(answer));
            case TABLE -> table.accept(out);
        }
        out.flush();
    }

    /** Makes nodes for answers put together from several calls. */
    public static JsonNodeFactory tree() {
        return JsonNodeFactory.instance;
    }

    public static String json(JsonNode answer) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String yaml(JsonNode answer) {
        Object tree = JSON.convertValue(answer, Object.class);
        DumpSettings settings =
                DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        return new Dump(settings).dumpToString(tree == null ? Map.of() : tree);
    }
}
