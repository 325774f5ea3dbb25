package io.flyball.agent.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.flyball.agent.act.Envelope;
import io.flyball.agent.sense.ServiceRule;
import io.flyball.protocol.model.ServiceName;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code flyball.agent.rules} and {@code envelope}. */
final class SenseSection {
    private static final Set<String> RULE_KEYS = Set.of("match", "service", "scrape");
    private static final Config RULE_DEFAULTS = ConfigFactory.parseString("scrape = \"\"");

    private SenseSection() {}

    static List<ServiceRule> rules(Section agent) {
        List<ServiceRule> rules = new ArrayList<>();
        for (Section rule : agent.sections("rules", RULE_DEFAULTS)) {
            rule.onlyKeys(RULE_KEYS);
            Optional<Pattern> match = rule.parsed("match", Pattern::compile, "a regular expression");
            Optional<ServiceName> service = rule.parsed("service", ServiceName::new, TemplateSection.SERVICE_RULE);
            Optional<URI> scrape = rule.optionalText("scrape").isEmpty()
                    ? Optional.empty()
                    : rule.parsed("scrape", SenseSection::http, "an http address, e.g. http://127.0.0.1:9100/metrics");
            if (match.isPresent() && service.isPresent()) {
                rules.add(new ServiceRule(match.get().pattern(), service.get(), scrape));
            }
        }
        return rules;
    }

    static String watch(Section agent) {
        return agent.optionalText("watch").isEmpty()
                ? ""
                : agent.parsed("watch", Pattern::compile, "a regular expression")
                        .map(Pattern::pattern)
                        .orElse("");
    }

    static Map<String, Envelope> envelope(Section agent) {
        Section block = agent.section("envelope");
        Map<String, Envelope> envelope = new HashMap<>();
        for (String knob : block.keys()) {
            Section bounds = block.section(knob).onlyKeys(Set.of("min", "max"));
            long min = bounds.number("min");
            long max = bounds.number("max");
            bounds.require(max >= min, "max", max, "at least min (" + min + ")");
            if (max >= min) {
                envelope.put(knob, new Envelope(min, max));
            }
        }
        return envelope;
    }

    private static URI http(String text) {
        URI address = URI.create(text);
        if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme()) || address.getHost() == null) {
            throw new IllegalArgumentException(text);
        }
        return address;
    }
}
