package io.flyball.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerSettingsTest {
    private static ServerSettings load(Map<String, String> options) {
        return ServerSettings.load(Optional.empty(), options);
    }

    @Test
    void listensOnLoopbackOnlyByDefault() {
        ServerSettings settings = load(Map.of());
        assertThat(settings.http()).isEqualTo(new HostPort("127.0.0.1", 7600));
        assertThat(settings.cluster()).isEqualTo(new HostPort("127.0.0.1", 7700));
        assertThat(settings.join()).isEmpty();
        assertThat(settings.token()).isEmpty();
        assertThat(settings.selfFence()).isTrue();
        assertThat(settings.data().toString()).endsWith("/.flyball/server-7600");
        assertThat(settings.retention()).isEqualTo(Duration.ofDays(14));
    }

    @Test
    void theCommandLineOverrulesTheFileAndTheFileTheDefaults(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("server.conf");
        Files.writeString(
                file,
                "flyball.server { name = from-file, data = /var/lib/flyball, cluster.join = [\"10.0.0.1:7700\"] }\n"
                        + "pekko.cluster.gossip-interval = 700ms\n");
        ServerSettings settings =
                ServerSettings.load(Optional.of(file), Map.of("name", "m1", "join", "10.0.0.2:7700,10.0.0.3:7700"));
        assertThat(settings.name()).contains("m1");
        assertThat(settings.data()).isEqualTo(Path.of("/var/lib/flyball"));
        assertThat(settings.join()).containsExactly(new HostPort("10.0.0.2", 7700), new HostPort("10.0.0.3", 7700));
        assertThat(settings.systemConfig().getDuration("pekko.cluster.gossip-interval"))
                .isEqualTo(Duration.ofMillis(700));
    }

    @Test
    void optimizersComeFromADirectoryThatExists(@TempDir Path directory) {
        assertThat(load(Map.of()).optimizers()).isEmpty();
        assertThat(load(Map.of()).optimizerDeadline()).isEqualTo(Duration.ofMillis(500));
        assertThat(load(Map.of("optimizers", directory.toString())).optimizers())
                .contains(directory);
        assertThatThrownBy(() -> load(Map.of("optimizers", "/not/there")))
                .hasMessage("flyball.server.planner.optimizers = /not/there: must be a directory that can be read");
    }

    @Test
    void runsWithTheTunedProfileAndItsOwnDirectory() {
        var config = load(Map.of("data", "/var/lib/flyball", "cluster", "10.1.1.1:7701"))
                .systemConfig();
        assertThat(config.getString("pekko.remote.artery.canonical.hostname")).isEqualTo("10.1.1.1");
        assertThat(config.getInt("pekko.remote.artery.canonical.port")).isEqualTo(7701);
        assertThat(config.getString("pekko.cluster.distributed-data.durable.rocksdb.dir"))
                .isEqualTo("/var/lib/flyball/control");
        assertThat(config.getDuration("pekko.cluster.split-brain-resolver.stable-after"))
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(config.getString("pekko.actor.allow-java-serialization")).isEqualTo("off");
    }

    @Test
    void doesNotServeAnotherHostWithoutAToken() {
        assertThatThrownBy(() -> load(Map.of("http", "0.0.0.0:7600")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("flyball.server.http.address = 0.0.0.0:7600: must be a loopback address as long as no"
                        + " token is set (flyball.server.http.token)");
    }

    @Test
    void tellsAllMistakesAtOnce(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("server.conf");
        Files.writeString(
                file,
                "flyball.server { name = \"a b\", history.copies = 9, history.retention = 5m, link.most-links = 0 }");
        assertThatThrownBy(() -> ServerSettings.load(Optional.of(file), Map.of("cluster", "0.0.0.0:7700")))
                .hasMessageContainingAll(
                        "flyball.server.name = a b: must be",
                        "flyball.server.cluster.address = 0.0.0.0:7700: must be",
                        "flyball.server.history.copies = 9: must be 1 to 5",
                        "flyball.server.history.retention = PT5M: must be",
                        "flyball.server.link.most-links = 0: must be");
    }

    @Test
    void tellsAllAddressesThatCannotBeRead() {
        assertThatThrownBy(() -> load(Map.of("http", "7600", "cluster", "host:99999", "join", "a:1,b")))
                .hasMessageContainingAll(
                        "flyball.server.http.address = 7600",
                        "flyball.server.cluster.address = host:99999",
                        "flyball.server.cluster.join = b: must be HOST:PORT");
    }

    @Test
    void refusesAFileThatIsMissingOrBroken(@TempDir Path directory) throws IOException {
        assertThatThrownBy(() -> ServerSettings.load(Optional.of(directory.resolve("none")), Map.of()))
                .isInstanceOf(SettingsException.class);
        Path broken = Files.writeString(directory.resolve("broken"), "flyball { ");
        assertThatThrownBy(() -> ServerSettings.load(Optional.of(broken), Map.of()))
                .isInstanceOf(SettingsException.class);
        Path odd = Files.writeString(directory.resolve("odd"), "flyball.server.history.copies = many");
        assertThatThrownBy(() -> ServerSettings.load(Optional.of(odd), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("copies");
    }

    @Test
    void understandsIpv6Addresses() {
        assertThat(HostPort.parse("[::1]:7600")).contains(new HostPort("::1", 7600));
        assertThat(new HostPort("::1", 7600)).hasToString("[::1]:7600");
        assertThat(HostPort.parse("::1:7600")).isEmpty();
        assertThat(HostPort.parse(":7600")).isEmpty();
    }
}
