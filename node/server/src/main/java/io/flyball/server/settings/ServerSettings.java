package io.flyball.server.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValueFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code flyball.server}. Defaults live in reference.conf only; this record has none.
 *
 * @param name empty = the one stored in the data directory, else made from the HTTP port
 * @param http where API, page and links are served; loopback only unless a token is set
 * @param token bearer token of API and links; empty = none
 * @param cluster where members talk to each other, and the address by which the others reach this member
 * @param join members to join; empty = this member is the first
 * @param data this member's own directory
 * @param historyCopies members that keep each report
 * @param retention how long history is kept
 * @param mostLinks most agents connected to this member
 * @param queuedFrames most frames that wait for one agent
 * @param selfFence whether a planner that slept reads its record again before it acts
 * @param optimizers directory with jar files of custom optimizers; empty = only the built-in ones
 * @param optimizerDeadline within which each call of an optimizer returns
 * @param wakeEvery how often the planners of known services are made sure to run
 * @param parent process whose end ends this one; 0 = none
 * @param raw all configuration, Pekko's too
 */
public record ServerSettings(
        Optional<String> name,
        HostPort http,
        Optional<String> token,
        HostPort cluster,
        List<HostPort> join,
        Path data,
        int historyCopies,
        Duration retention,
        int mostLinks,
        int queuedFrames,
        boolean selfFence,
        Optional<Path> optimizers,
        Duration optimizerDeadline,
        Duration wakeEvery,
        long parent,
        Config raw) {
    private static final String PATH = "flyball.server";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int SHORTEST_TOKEN = 16;

    public ServerSettings {
        join = List.copyOf(join);
        Problems problems = new Problems(PATH);
        name.ifPresent(text -> problems.require(
                NAME.matcher(text).matches(), "name", text, "1 to 64 letters, digits, '.', '_' or '-'"));
        problems.require(
                token.isPresent() || isLoopback(http.host()),
                "http.address",
                http,
                "a loopback address as long as no token is set (" + PATH + ".http.token)");
        token.ifPresent(text ->
                problems.require(text.length() >= SHORTEST_TOKEN, "http.token", "(hidden)", "at least 16 characters"));
        problems.require(
                !isWildcard(cluster.host()),
                "cluster.address",
                cluster,
                "an address by which other members reach this");
        problems.require(historyCopies >= 1 && historyCopies <= 5, "history.copies", historyCopies, "1 to 5");
        problems.require(
                retention.compareTo(Duration.ofHours(1)) >= 0, "history.retention", retention, "an hour or longer");
        problems.require(mostLinks >= 1, "link.most-links", mostLinks, "at least 1");
        problems.require(queuedFrames >= 16, "link.queued-frames", queuedFrames, "at least 16");
        problems.require(
                wakeEvery.compareTo(Duration.ofMillis(500)) >= 0, "planner.wake-every", wakeEvery, "500 ms or longer");
        optimizers.ifPresent(directory -> problems.require(
                Files.isDirectory(directory) && Files.isReadable(directory),
                "planner.optimizers",
                directory,
                "a directory that can be read"));
        problems.require(
                optimizerDeadline.compareTo(Duration.ofMillis(10)) >= 0,
                "planner.optimizer-deadline",
                optimizerDeadline,
                "10 ms or longer");
        problems.throwIfAny();
    }

    /**
     * @param file HOCON that overrules the defaults
     * @param options of the command line, by name without dashes ({@code http, cluster, join, data, name,
     *     optimizers}); a repeated
     *     {@code join} is comma-separated; they overrule the file
     */
    public static ServerSettings load(Optional<Path> file, Map<String, String> options) {
        Config config = ConfigFactory.parseMap(paths(options), "command line")
                .withFallback(ConfigFactory.defaultOverrides())
                .withFallback(file.map(ServerSettings::parse).orElse(ConfigFactory.empty()))
                .withFallback(ConfigFactory.parseResources(
                        ServerSettings.class.getClassLoader(),
                        "flyball-server.conf",
                        ConfigParseOptions.defaults().setAllowMissing(false)))
                .withFallback(ConfigFactory.defaultReference(ServerSettings.class.getClassLoader()));
        try {
            return of(config.resolve());
        } catch (ConfigException e) {
            throw new SettingsException(e.getMessage());
        }
    }

    private static Config parse(Path file) {
        if (!Files.isReadable(file)) {
            throw new SettingsException("configuration file = " + file + ": must be a readable file");
        }
        try {
            return ConfigFactory.parseFile(file.toFile());
        } catch (ConfigException e) {
            throw new SettingsException(e.getMessage());
        }
    }

    private static Map<String, Object> paths(Map<String, String> options) {
        Map<String, Object> paths = new LinkedHashMap<>();
        options.forEach((option, value) -> paths.put(
                switch (option) {
                    case "http" -> PATH + ".http.address";
                    case "cluster" -> PATH + ".cluster.address";
                    case "join" -> PATH + ".cluster.join";
                    case "data", "name" -> PATH + "." + option;
                    case "optimizers" -> PATH + ".planner.optimizers";
                    default ->
                        throw new SettingsException(
                                "option = " + option + ": must be http, cluster, join, data, name or optimizers");
                },
                option.equals("join") ? List.of(value.split(",")) : value));
        return paths;
    }

    private static ServerSettings of(Config all) {
        Config config = all.getConfig(PATH);
        Problems problems = new Problems(PATH);
        Optional<HostPort> http = address(config, "http.address", problems);
        Optional<HostPort> cluster = address(config, "cluster.address", problems);
        List<HostPort> join = new ArrayList<>();
        for (String text : config.getStringList("cluster.join")) {
            Optional<HostPort> member = HostPort.parse(text.strip());
            problems.require(
                    member.filter(address -> address.port() > 0).isPresent(), "cluster.join", text, "HOST:PORT");
            member.ifPresent(join::add);
        }
        problems.throwIfAny();
        String data = config.getString("data");
        return new ServerSettings(
                text(config, "name"),
                http.orElseThrow(),
                text(config, "http.token"),
                cluster.orElseThrow(),
                join,
                data.isBlank() ? defaultData(http.orElseThrow()) : Path.of(data).toAbsolutePath(),
                config.getInt("history.copies"),
                config.getDuration("history.retention"),
                config.getInt("link.most-links"),
                config.getInt("link.queued-frames"),
                all.getBoolean("flyball.planner.self-fence"),
                text(config, "planner.optimizers")
                        .map(directory -> Path.of(directory).toAbsolutePath()),
                config.getDuration("planner.optimizer-deadline"),
                config.getDuration("planner.wake-every"),
                all.hasPath("flyball.parent") ? all.getLong("flyball.parent") : 0,
                all);
    }

    private static Optional<HostPort> address(Config config, String key, Problems problems) {
        Optional<HostPort> address = HostPort.parse(config.getString(key));
        problems.require(address.isPresent(), key, config.getString(key), "HOST:PORT, e.g. 127.0.0.1:7600");
        return address;
    }

    private static Optional<String> text(Config config, String key) {
        return Optional.of(config.getString(key)).filter(value -> !value.isBlank());
    }

    /** One for each port, so that several members on one host do not meet. */
    private static Path defaultData(HostPort http) {
        return Path.of(System.getProperty("user.home"), ".flyball", "server-" + http.port());
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isWildcard(String host) {
        return host.equals("0.0.0.0") || host.equals("::");
    }

    /** What the actor system runs with. */
    public Config systemConfig() {
        return ConfigFactory.empty()
                .withValue("pekko.remote.artery.canonical.hostname", ConfigValueFactory.fromAnyRef(cluster.host()))
                .withValue("pekko.remote.artery.canonical.port", ConfigValueFactory.fromAnyRef(cluster.port()))
                .withValue(
                        "pekko.cluster.distributed-data.durable.rocksdb.dir",
                        ConfigValueFactory.fromAnyRef(data.resolve("control").toString()))
                .withFallback(raw);
    }
}
