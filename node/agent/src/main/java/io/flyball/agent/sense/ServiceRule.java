package io.flyball.agent.sense;

import io.flyball.protocol.model.ServiceName;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Names the service of JVMs whose command line contains a match.
 *
 * @param match regular expression, searched for in the arguments joined by blanks
 * @param service name given to such a JVM
 * @param scrape Prometheus page of such a JVM, when it has one
 */
public record ServiceRule(String match, ServiceName service, Optional<URI> scrape) {
    public ServiceRule {
        try {
            Pattern.compile(match);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "match = '" + match + "': must be a regular expression: " + e.getDescription(), e);
        }
    }

    public boolean appliesTo(String commandLine) {
        return Pattern.compile(match).matcher(commandLine).find();
    }
}
