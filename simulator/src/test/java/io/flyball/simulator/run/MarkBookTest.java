package io.flyball.simulator.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.simulator.controller.Controller.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkBookTest {
    private static final long LENGTH = 600_000;

    @Test
    void keepsAllOfFew() {
        MarkBook book = filled(4_000);
        assertThat(book.marks()).hasSize(4_000);
        assertThat(book.leftOut()).isZero();
    }

    @Test
    void keepsSomeOfEachPartOfMany() {
        MarkBook book = filled(12_000);
        assertThat(book.marks().size() + book.leftOut()).isEqualTo(12_000);
        assertThat(book.marks()).hasSizeLessThan(2_000);
        for (long minute = 0; minute < 10; minute++) {
            long from = minute * 60_000;
            assertThat(book.marks()).anyMatch(mark -> mark.at() >= from && mark.at() < from + 60_000);
        }
        assertThat(book.marks()).isSortedAccordingTo((a, b) -> Long.compare(a.at(), b.at()));
    }

    private static MarkBook filled(int count) {
        MarkBook book = new MarkBook(LENGTH);
        for (int i = 0; i < count; i++) {
            book.add(List.of(new Mark(i * LENGTH / count, "instances", "1", "2", List.of())));
        }
        return book;
    }
}
