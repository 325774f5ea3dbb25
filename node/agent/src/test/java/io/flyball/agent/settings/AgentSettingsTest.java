package io.flyball.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flyball.agent.act.Envelope;
import io.flyball.agent.instances.InstanceTemplate;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentSettingsTest {
    @TempDir
    Path directory;

    private AgentSettings load(String text, Map<String, ?> overrides) throws Exception {
        Path file = directory.resolve("agent.conf");
        Files.writeString(file, text);
        return AgentSettings.load(AgentSettings.config(Optional.of(file), overrides));
    }

    private List<String> problems(String text) {
        return catchThrowableOfType(SettingsException.class, () -> load(text, Map.of()))
                .problems();
    }

    @Test
    void standsOnItsDefaultsAlone() {
        AgentSettings settings = AgentSettings.load(AgentSettings.config(Optional.empty(), Map.of()));
        assertThat(settings.name()).isNotEmpty();
        assertThat(settings.link().servers()).containsExactly(URI.create("http://127.0.0.1:7600"));
        assertThat(settings.link().token()).isEmpty();
        assertThat(settings.sense().interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.link().bounds().reportsPerNode()).as("one hour").isEqualTo(720);
        assertThat(settings.templates()).isEmpty();
        assertThat(settings.stopInstancesOnExit()).isFalse();
        assertThat(settings.data()).isEqualTo(Path.of(System.getProperty("user.home"), ".flyball", "agent"));
    }

    @Test
    void readsEverySetting() throws Exception {
        AgentSettings settings = load("""
                flyball.agent {
                  name = host-a, servers = ["http://a:1,http://b:2", "https://c"], token = abc, data = "/tmp/x"
                  interval = 1s, discover-every = 2s, call-timeout = 4s
                  rules = [{ match = "cat.*", service = shop, scrape = "http://127.0.0.1:9100/metrics" }]
                  envelope { "tomcat.maxThreads" { min = 4, max = 64 } }
                  link { window = 5, buffer = 10s, buffer-bytes = 1MiB, retry-first = 20ms }
                  templates = [{
                    service = shop, name = "{service}-a-{index}", command = [java, "-Dn={node}"], ports = "9001-9004", limit = 4, initial = 2
                    environment { COLOR = blue }, ready = "http://127.0.0.1:{port}/ready", drain = 1s
                  }]
                }
                flyball.parent = 42
                """, Map.of("flyball.agent.name", "host-b"));
        assertThat(settings.name()).as("the command line wins").isEqualTo("host-b");
        assertThat(settings.link().servers()).hasSize(3);
        assertThat(settings.link().token().orElseThrow().secret()).isEqualTo("abc");
        assertThat(settings.toString()).doesNotContain("abc");
        assertThat(settings.link().bounds().reportsPerNode()).isEqualTo(10);
        assertThat(settings.sense().rules()).hasSize(1);
        assertThat(settings.sense().envelope()).containsEntry("tomcat.maxThreads", new Envelope(4, 64));
        InstanceTemplate template = settings.templates().get(0);
        assertThat(template.node(3).value()).isEqualTo("shop-a-3");
        assertThat(template.times().drain()).isEqualTo(Duration.ofSeconds(1));
        assertThat(template.times().ready()).as("from the defaults").isEqualTo(Duration.ofSeconds(60));
        assertThat(template.ports()).isEqualTo(new InstanceTemplate.PortRange(9001, 9004));
        assertThat(settings.parent()).hasValue(42);
    }

    @Test
    void namesEveryMistakeWithPathValueAndRule() {
        assertThat(problems("""
                                flyball.agent {
                                  name = "host a", servers = ["ftp://x"], interval = soon, call-timeout = 1ms
                                  colour = blue
                                  rules = [{ match = "(", service = "Shop" }]
                                  envelope { "tomcat.maxThreads" { min = 9, max = 3 } }
                                  link { window = 0, retry-max = 100ms, speed = 1 }
                                  templates = [{
                                    service = shop, command = ["{prot}"], ports = "9001-9002", initial = 20, readdy = "x"
                                  }, { service = shop, ports = "9003", name = web }]
                                }
                                """))
                .contains(
                        "flyball.agent.name = host a: must be 1 to 128 letters, digits, '.', '_', ':', '@' or '-'",
                        "flyball.agent.servers = ftp://x: must be http://HOST:PORT or https://HOST:PORT",
                        "flyball.agent.interval = soon: must be a duration, e.g. 5s",
                        "flyball.agent.call-timeout = 1 ms: must be at least 100 ms",
                        "flyball.agent.rules[0].match = (: must be a regular expression",
                        "flyball.agent.rules[0].service = Shop: must be 1 to 63 lower-case letters, digits, '.' or '-'",
                        "flyball.agent.envelope.\"tomcat.maxThreads\".max = 3: must be at least min (9)",
                        "flyball.agent.link.window = 0: must be 1 to 100000",
                        "flyball.agent.link.retry-max = 100 ms: must be at least retry-first (500 ms)",
                        "flyball.agent.templates[0].command = {prot}: must be one of {service} {node} {port} {index}"
                                + " {data}, or not in braces",
                        "flyball.agent.templates[0].initial = 20: must be at most limit (10)",
                        "flyball.agent.templates[0].ports = 9001-9002: must be at least as many as limit (10)",
                        "flyball.agent.templates[1].ports = 9003: must be a range of ports from 1 to 65535,"
                                + " e.g. 9001-9010",
                        "flyball.agent.templates[1].name = web: must be a node's name with {index} in it, and"
                                + " {service} where wanted",
                        "flyball.agent.templates[1].command: must be set to a list of texts")
                .anyMatch(problem -> problem.startsWith("flyball.agent.colour: must be removed"))
                .anyMatch(problem -> problem.startsWith("flyball.agent.link.speed: must be removed"))
                .anyMatch(problem -> problem.startsWith("flyball.agent.templates[0].readdy: must be removed"));
    }

    @Test
    void takesTheTokenFromAFileAndSaysWhenItCannot() throws Exception {
        Path file = directory.resolve("token");
        Files.writeString(file, "s3cret\n");
        AgentSettings settings = load("flyball.agent.token-file = \"" + file + "\"", Map.of());
        assertThat(settings.link().token().orElseThrow().secret()).isEqualTo("s3cret");
        assertThat(problems("flyball.agent.token-file = \"/nowhere\""))
                .containsExactly("flyball.agent.token-file = /nowhere: must be a readable file (NoSuchFileException)");
        assertThat(problems("flyball.agent.token = \"a b\""))
                .containsExactly("flyball.agent.token = ***: must be 1 to 4096 visible ASCII characters");
    }

    @Test
    void saysWhenTheFileIsMissingOrNoHocon() {
        assertThatThrownBy(() -> AgentSettings.config(Optional.of(directory.resolve("none")), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("none");
        assertThat(problems("flyball.agent {").get(0)).contains("must be readable HOCON");
    }
}
