package io.flyball.server.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path path;

    @Test
    void belongsToOneServerAtATime() {
        try (DataDirectory directory = DataDirectory.open(path)) {
            assertThat(directory.path()).isEqualTo(path);
            assertThatThrownBy(() -> DataDirectory.open(path))
                    .isInstanceOfSatisfying(
                            StartException.class, e -> assertThat(e.exitCode()).isEqualTo(StartException.DATA_IN_USE))
                    .hasMessageContaining("in use by another server");
        }
        DataDirectory.open(path).close();
    }

    @Test
    void keepsTheNameOfTheMember() {
        try (DataDirectory directory = DataDirectory.open(path)) {
            assertThat(directory.name(Optional.empty(), "member-7600")).isEqualTo("member-7600");
            assertThat(directory.name(Optional.empty(), "member-9999")).isEqualTo("member-7600");
            assertThat(directory.name(Optional.of("m1"), "member-9999")).isEqualTo("m1");
            assertThat(directory.name(Optional.empty(), "member-9999")).isEqualTo("m1");
        }
    }

    @Test
    void remembersTheOtherMembers() {
        try (DataDirectory directory = DataDirectory.open(path)) {
            assertThat(directory.members()).isEmpty();
            directory.remember(List.of("10.0.0.2:7700", "10.0.0.3:7700"));
            assertThat(directory.members()).containsExactly("10.0.0.2:7700", "10.0.0.3:7700");
        }
    }
}
