package io.flyball.agent.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.flyball.agent.instances.InstanceTemplate;
import io.flyball.agent.link.LinkSettings;
import io.flyball.agent.sense.SenseSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code flyball.agent}. Defaults live in reference.conf only; this record has none.
 *
 * @param name of this agent, unique in the fleet
 * @param data state directory, absolute
 * @param stopInstancesOnExit whether the end of the agent is the end of its instances
 * @param parent the agent ends when this process is gone
 * @param logFile log there instead of on standard error
 * @param actorSystem settings of Pekko for this process
 */
public record AgentSettings(
        String name,
        Path data,
        SenseSettings sense,
        LinkSettings link,
        List<InstanceTemplate> templates,
        boolean stopInstancesOnExit,
        OptionalLong parent,
        Optional<Path> logFile,
        Config actorSystem) {
    private static final String PATH = "flyball.agent";
    private static final String NAME_RULE = "1 to 128 letters, digits, '.', '_', ':', '@' or '-'";

    /**
     * The whole configuration: {@code overrides} (full paths, e.g. {@code flyball.agent.name}), system properties, the
     * file, reference.conf.
     *
     * @throws SettingsException when the file cannot be read or is not HOCON
     */
    public static Config config(Optional<Path> file, Map<String, ?> overrides) {
        try {
            Config fromFile = file.isEmpty()
                    ? ConfigFactory.empty()
                    : ConfigFactory.parseFile(
                            file.get().toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
            return ConfigFactory.parseMap(overrides, "command line")
                    .withFallback(ConfigFactory.defaultOverrides())
                    .withFallback(fromFile)
                    .withFallback(ConfigFactory.defaultReferenceUnresolved())
                    .resolve();
        } catch (ConfigException e) {
            throw new SettingsException(
                    List.of("config = " + file.map(Path::toString).orElse("reference.conf")
                            + ": must be readable HOCON: " + e.getMessage()));
        }
    }

    /**
     * @param config with {@code flyball.agent} in it, resolved
     * @throws SettingsException with every mistake
     */
    public static AgentSettings load(Config config) {
        List<String> problems = new ArrayList<>();
        Config reference = ConfigFactory.defaultReference().getConfig(PATH);
        Section agent = new Section(config.getConfig(PATH), PATH, problems)
                .onlyKeys(reference.root().keySet());
        agent.section("template-defaults")
                .onlyKeys(reference.getConfig("template-defaults").root().keySet());
        String host = hostName();
        String name = agent.optionalText("name").orElse(host);
        agent.require(name.matches("[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}"), "name", name, NAME_RULE);
        Path data = directory(agent.text("data"));
        Duration interval = agent.duration("interval", Duration.ofMillis(100));
        Duration discoverEvery = agent.duration("discover-every", Duration.ofMillis(100));
        Duration callTimeout = agent.duration("call-timeout", Duration.ofMillis(100));
        var rules = SenseSection.rules(agent);
        var envelope = SenseSection.envelope(agent);
        String watch = SenseSection.watch(agent);
        var servers = LinkSection.servers(agent);
        var token = LinkSection.token(agent);
        var link = agent.section("link")
                .onlyKeys(reference.getConfig("link").root().keySet());
        var bounds = LinkSection.bounds(link, interval);
        var timing = LinkSection.timing(link);
        var templates = TemplateSection.templates(agent, config.getConfig(PATH + ".template-defaults"));
        boolean stop = agent.flag("stop-instances-on-exit");
        Optional<Path> logFile = agent.optionalText("log-file").map(AgentSettings::directory);
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return new AgentSettings(
                name,
                data,
                new SenseSettings(host, interval, discoverEvery, callTimeout, rules, envelope, watch),
                new LinkSettings(name, servers, token, bounds, timing),
                templates,
                stop,
                parent(config),
                logFile,
                config.getConfig(PATH + ".pekko").atPath("pekko").withFallback(config.withoutPath("flyball")));
    }

    /** True when a member or a ready check is reached by https. */
    public boolean usesTls() {
        return link.servers().stream().anyMatch(server -> "https".equals(server.getScheme()))
                || templates.stream()
                        .flatMap(template -> template.ready().stream())
                        .anyMatch(address -> address.startsWith("https:"));
    }

    private static OptionalLong parent(Config config) {
        return config.hasPath("flyball.parent")
                ? OptionalLong.of(config.getLong("flyball.parent"))
                : OptionalLong.empty();
    }

    private static Path directory(String text) {
        String home = System.getProperty("user.home");
        return Path.of(text.startsWith("~/") ? home + text.substring(1) : text)
                .toAbsolutePath()
                .normalize();
    }

    /** A default only: in a container without a name for itself, the kernel's is taken as it is. */
    private static String hostName() {
        String fromEnvironment = System.getenv("HOSTNAME");
        if (fromEnvironment != null && !fromEnvironment.isBlank()) {
            return fromEnvironment;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
