package io.flyball.simulator.demo.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsTest {
    @TempDir
    Path directory;

    @Test
    void readsTheTargetsOfEachGroupWithTheirNode() throws Exception {
        Path file = directory.resolve("shop.json");
        Endpoints endpoints = new Endpoints(file);
        assertThat(endpoints.changed()).isEmpty();

        Files.writeString(
                file,
                "[{\"targets\":[\"127.0.0.1:9001\"],\"labels\":{\"node\":\"shop-1\"}},{\"targets\":[\"127.0.0.1:9002\"]}]");

        assertThat(endpoints.changed())
                .hasValueSatisfying(targets -> assertThat(targets)
                        .containsExactly(
                                new Target("shop-1", "127.0.0.1", 9001),
                                new Target("127.0.0.1:9002", "127.0.0.1", 9002)));
        assertThat(endpoints.changed()).as("nothing changed since").isEmpty();
    }

    @Test
    void anEmptyListIsAChange() throws Exception {
        Path file = directory.resolve("shop.json");
        Files.writeString(file, "[]");
        assertThat(new Endpoints(file).changed())
                .hasValueSatisfying(targets -> assertThat(targets).isEmpty());
    }

    @Test
    void aFileThatIsNotWholeChangesNothing() throws Exception {
        Path file = directory.resolve("shop.json");
        Endpoints endpoints = new Endpoints(file);
        for (String broken :
                new String[] {"[{\"targets\":[\"127.0.0.1", "[{\"targets\":[\"nowhere\"]}]", "[{\"targets\":[\"a:b\"]}]"
                }) {
            Files.writeString(file, broken);
            assertThat(endpoints.changed()).as(broken).isEmpty();
        }
    }
}
