package io.flyball.agent.instances;

import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one service is started here. Commands, environment and the ready address may hold {@code {service} {node}
 * {port} {index} {data}}.
 *
 * @param name of the instances; {@code {service}} and {@code {index}} are replaced. Agents that start the same service
 *     need different ones
 * @param directory working directory; empty = the agent's
 * @param ready address that answers 200 when the instance can take requests; empty = ready once it runs
 * @param initial count until a planner says otherwise
 * @param limit most instances at this agent
 */
public record InstanceTemplate(
        ServiceName service,
        String name,
        List<String> command,
        Map<String, String> environment,
        Optional<String> directory,
        PortRange ports,
        Optional<String> ready,
        Times times,
        int initial,
        int limit) {
    /** For the only agent that starts a service. */
    public static final String USUAL_NAME = "{service}-{index}";

    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");
    private static final Set<String> VARIABLES = Set.of("service", "node", "port", "index", "data");

    /** One port per instance, both ends included. */
    public record PortRange(int first, int last) {
        int size() {
            return last - first + 1;
        }
    }

    /**
     * @param ready longest time from start to the first 200
     * @param drain between leaving the endpoints file and SIGTERM
     * @param stop between SIGTERM and SIGKILL
     * @param restartFirst pause after the first crash in a row; doubles with each
     * @param restartMax longest pause
     */
    public record Times(Duration ready, Duration drain, Duration stop, Duration restartFirst, Duration restartMax) {}

    public InstanceTemplate {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    public NodeId node(int index) {
        return new NodeId(name.replace("{service}", service.value()).replace("{index}", Integer.toString(index)));
    }

    /** Names in braces that are no variable. */
    public static Set<String> unknownVariables(String text) {
        Set<String> unknown = new TreeSet<>();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            if (!VARIABLES.contains(matcher.group(1))) {
                unknown.add(matcher.group());
            }
        }
        return unknown;
    }

    String expand(String text, int index, int port, String data) {
        return text.replace("{service}", service.value())
                .replace("{node}", node(index).value())
                .replace("{port}", Integer.toString(port))
                .replace("{index}", Integer.toString(index))
                .replace("{data}", data);
    }
}
