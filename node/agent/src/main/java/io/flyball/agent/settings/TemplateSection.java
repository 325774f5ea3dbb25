package io.flyball.agent.settings;

import com.typesafe.config.Config;
import io.flyball.agent.instances.InstanceTemplate;
import io.flyball.agent.instances.InstanceTemplate.PortRange;
import io.flyball.protocol.model.ServiceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code flyball.agent.templates}, each completed by {@code flyball.agent.template-defaults}. */
final class TemplateSection {
    static final String SERVICE_RULE = "1 to 63 lower-case letters, digits, '.' or '-'";
    private static final Set<String> REQUIRED = Set.of("service", "command", "ports");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})\\s*-\\s*(\\d{1,5})");
    private static final Duration SHORTEST = Duration.ofMillis(10);

    private TemplateSection() {}

    static List<InstanceTemplate> templates(Section agent, Config defaults) {
        Set<String> known = new HashSet<>(defaults.root().keySet());
        known.addAll(REQUIRED);
        List<InstanceTemplate> templates = new ArrayList<>();
        Set<ServiceName> services = new HashSet<>();
        for (Section section : agent.sections("templates", defaults)) {
            template(section.onlyKeys(known)).ifPresent(template -> {
                section.require(
                        services.add(template.service()),
                        "service",
                        template.service(),
                        "different from the other templates");
                templates.add(template);
            });
        }
        return templates;
    }

    private static Optional<InstanceTemplate> template(Section section) {
        Optional<ServiceName> service = section.parsed("service", ServiceName::new, SERVICE_RULE);
        Optional<PortRange> ports =
                section.parsed("ports", TemplateSection::range, "a range of ports from 1 to 65535, e.g. 9001-9010");
        List<String> command = section.texts("command");
        section.require(!command.isEmpty(), "command", command, "a program and its arguments");
        checkVariables(section, "command", command);
        String name = section.text("name");
        section.require(isName(name), "name", name, "a node's name with {index} in it, and {service} where wanted");
        Map<String, String> environment = environment(section.section("environment"));
        checkVariables(section, "environment", environment.values());
        Optional<String> ready = section.optionalText("ready");
        ready.ifPresent(address -> checkVariables(section, "ready", List.of(address)));
        section.require(
                ready.isEmpty() || ready.get().matches("https?://.+"), "ready", ready.orElse(""), "an http address");
        int limit = section.integer("limit", 1, 1_000);
        int initial = section.integer("initial", 0, 1_000);
        section.require(initial <= limit, "initial", initial, "at most limit (" + limit + ")");
        ports.ifPresent(range -> section.require(
                range.last() - range.first() + 1 >= limit,
                "ports",
                range.first() + "-" + range.last(),
                "at least as many as limit (" + limit + ")"));
        InstanceTemplate.Times times = times(section);
        Optional<String> directory = section.optionalText("directory");
        return service.isPresent() && ports.isPresent()
                ? Optional.of(new InstanceTemplate(
                        service.get(),
                        name,
                        command,
                        environment,
                        directory,
                        ports.get(),
                        ready,
                        times,
                        initial,
                        limit))
                : Optional.empty();
    }

    private static boolean isName(String name) {
        String longest = name.replace("{service}", "s".repeat(63)).replace("{index}", "1000");
        return name.contains("{index}") && longest.length() <= 128 && longest.matches("[A-Za-z0-9][A-Za-z0-9._:@-]*");
    }

    private static InstanceTemplate.Times times(Section section) {
        return new InstanceTemplate.Times(
                section.duration("ready-timeout", SHORTEST),
                section.duration("drain", Duration.ZERO),
                section.duration("stop-timeout", Duration.ZERO),
                section.duration("restart-first", SHORTEST),
                section.duration("restart-max", SHORTEST));
    }

    private static Map<String, String> environment(Section block) {
        Map<String, String> environment = new HashMap<>();
        block.keys().forEach(name -> environment.put(name, block.text(name)));
        return environment;
    }

    private static void checkVariables(Section section, String key, Collection<String> texts) {
        for (String text : texts) {
            Set<String> unknown = InstanceTemplate.unknownVariables(text);
            section.require(
                    unknown.isEmpty(),
                    key,
                    String.join(" ", unknown),
                    "one of {service} {node} {port} {index} {data}, or not in braces");
        }
    }

    private static PortRange range(String text) {
        Matcher matcher = RANGE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        PortRange range = new PortRange(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        if (range.first() < 1 || range.last() > 65_535 || range.last() < range.first()) {
            throw new IllegalArgumentException(text);
        }
        return range;
    }
}
