package io.flyball.simulator.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentConfigTest {
    @Test
    void isHoconWithOneTemplateWhoseVariablesAreLeftToTheAgent() {
        String text = AgentConfig.render(
                List.of("http://127.0.0.1:7600", "http://127.0.0.1:7601"),
                Path.of("/data/with \"quotes\""),
                JavaCommand.shop(Duration.ofSeconds(30)),
                9001,
                Duration.ofMillis(800),
                "-Dflyball.parent=1( |$)");
        Config agent = ConfigFactory.parseString(text).resolve().getConfig("flyball.agent");
        assertThat(agent.getStringList("servers")).containsExactly("http://127.0.0.1:7600", "http://127.0.0.1:7601");
        assertThat(agent.getString("data")).isEqualTo("/data/with \"quotes\"");
        assertThat(agent.getString("watch")).isEqualTo("-Dflyball.parent=1( |$)");
        assertThat(agent.getBoolean("stop-instances-on-exit")).isTrue();
        Config shop = agent.getConfigList("templates").get(0);
        assertThat(shop.getString("ports")).isEqualTo("9001-9004");
        assertThat(shop.getDuration("drain")).isEqualTo(Duration.ofMillis(800));
        assertThat(shop.getStringList("command"))
                .contains("-Dflyball.service={service}", "-Dflyball.node={node}", "{port}")
                .noneMatch(argument -> argument.startsWith("-javaagent"));
    }
}
