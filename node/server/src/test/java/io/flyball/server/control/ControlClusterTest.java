package io.flyball.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flyball.protocol.message.ControlProtocol.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlClusterTest {
    private static final int ENTRIES = 50;

    @TempDir
    Path disks;

    private final List<Member> members = new ArrayList<>();

    @AfterEach
    void stop() {
        members.forEach(Member::kill);
    }

    private void startThree() {
        members.clear();
        for (int number = 0; number < 3; number++) {
            members.add(Member.start(disk(number)));
        }
        members.forEach(member -> member.join(members.get(0)));
        members.forEach(member -> member.awaitUp(3));
    }

    private Path disk(int number) {
        return disks.resolve("m" + number);
    }

    private void wipe(int number) throws IOException {
        try (Stream<Path> files = Files.walk(disk(number))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void whatOneMemberWroteEveryMemberReadsAndKnows() {
        startThree();
        List<Entry> watched = new CopyOnWriteArrayList<>();
        members.get(2).store.watch("policy/", watched::add);
        Entry first = members.get(0).write("policy/shop", 1, "a");
        assertThat(members.get(1).read("policy/shop")).isEqualTo("a");
        Entry second = members.get(1).write("policy/shop", 2, "b");
        members.get(0).write("freeze/global", 1, "stop");
        await().atMost(Duration.ofSeconds(3)).until(() -> watched.contains(second));
        assertThat(watched)
                .containsAnyOf(first, second)
                .allMatch(entry -> entry.key().equals("policy/shop"));
        assertThat(members.get(2).store.known("policy/")).containsExactly(second);
        var deleted = new Entry("policy/shop", 3, true, "", "ann", "", second.atMillis() + 1);
        members.get(0).store.write(deleted).toCompletableFuture().join();
        await().atMost(Duration.ofSeconds(3)).until(() -> watched.contains(deleted));
        assertThat(members.get(2).store.known("policy/")).isEmpty();
    }

    @Test
    void anOlderRevisionNeverReplacesANewerOne() {
        startThree();
        members.get(0).write("service/shop", 7, "new");
        assertThat(members.get(1).read("service/shop")).isEqualTo("new");
        assertThatThrownBy(() -> members.get(1).write("service/shop", 6, "old"))
                .hasMessageContaining("revision 7 is stored by now");
        members.get(2).write("service/shop", 7, "new"); // a repeated write changes nothing
        assertThat(members.get(0).read("service/shop")).isEqualTo("new");
    }

    @Test
    void everyAcknowledgedWriteOutlivesAMemberWithItsDisk() throws IOException {
        startThree();
        for (int number = 0; number < ENTRIES; number++) {
            members.get(0).write("policy/p" + number, 1, "v" + number);
        }
        members.remove(0).kill();
        wipe(0);
        members.forEach(member -> member.awaitUp(2));
        for (int number = 0; number < ENTRIES; number++) {
            assertThat(members.get(1).read("policy/p" + number)).isEqualTo("v" + number);
        }
        members.get(0).write("policy/p0", 2, "again");
        assertThat(members.get(1).read("policy/p0")).isEqualTo("again");
    }

    @Test
    void everyAcknowledgedWriteOutlivesTheLossOfAllMembersAndOneDisk() throws IOException {
        startThree();
        for (int number = 0; number < ENTRIES; number++) {
            members.get(0).write("policy/p" + number, 1, "v" + number);
        }
        members.forEach(Member::kill);
        wipe(0);
        startThree();
        for (int number = 0; number < ENTRIES; number++) {
            String key = "policy/p" + number;
            String value = "v" + number;
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> members.get(0).read(key).equals(value));
        }
        await().until(() -> members.get(0).store.known("policy/").size() == ENTRIES);
    }
}
