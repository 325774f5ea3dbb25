package io.flyball.agent.sense;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.model.ServiceName;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeNameTest {
    private static final SenseSettings SETTINGS = new SenseSettings(
            "host-a",
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            List.of(new ServiceRule(
                    "catalina[.]base=/srv/shop",
                    new ServiceName("shop"),
                    Optional.of(URI.create("http://127.0.0.1:9100/metrics")))),
            Map.of());

    private static NodeName name(Map<String, String> properties, Map<String, String> environment, String... arguments) {
        return NodeName.of(
                new NodeName.Clues(
                        4711, List.of(arguments), environment, key -> Optional.ofNullable(properties.get(key))),
                SETTINGS);
    }

    @Test
    void theSystemPropertyWins() {
        NodeName name = name(
                Map.of("flyball.service", "Check Out", "flyball.node", "c-1"),
                Map.of("FLYBALL_SERVICE", "other"),
                "java",
                "-Dcatalina.base=/srv/shop");
        assertThat(name.service()).isEqualTo(new ServiceName("check-out"));
        assertThat(name.node().value()).isEqualTo("c-1");
        assertThat(name.role()).isEmpty();
    }

    @Test
    void thenTheVariableThenARuleThenTheMainClass() {
        assertThat(name(Map.of(), Map.of("FLYBALL_SERVICE", "orders"), "java", "-Dcatalina.base=/srv/shop")
                        .service()
                        .value())
                .isEqualTo("orders");
        NodeName byRule = name(Map.of(), Map.of(), "java", "-Dcatalina.base=/srv/shop", "Bootstrap");
        assertThat(byRule.service().value()).isEqualTo("shop");
        assertThat(byRule.scrape()).contains(URI.create("http://127.0.0.1:9100/metrics"));
        NodeName byMain = name(Map.of("sun.java.command", "com.acme.OrderService --x"), Map.of(), "java");
        assertThat(byMain.service().value()).isEqualTo("order-service");
        assertThat(byMain.node().value()).isEqualTo("host-a-4711");
    }

    @Test
    void jarsLoseTheirVersion() {
        assertThat(name(Map.of(), Map.of(), "java", "-cp", "x", "-jar", "/opt/checkout-service-1.2.3-SNAPSHOT.jar")
                        .service()
                        .value())
                .isEqualTo("checkout-service");
        assertThat(NodeName.kebab("m/com.acme.HTTPServer2Main")).isEqualToIgnoringCase("http-server2-main");
    }

    @Test
    void aSecondJvmOfTheSameNameGetsItsPidAdded() {
        assertThat(name(Map.of("flyball.node", "c-1"), Map.of(), "java")
                        .qualifiedBy(9)
                        .node()
                        .value())
                .isEqualTo("c-1@9");
    }

    @Test
    void addressesMustBeHttp() {
        assertThat(name(Map.of("flyball.scrape", "file:///etc/passwd"), Map.of(), "java")
                        .scrape())
                .isEmpty();
    }
}
