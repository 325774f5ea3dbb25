package io.flyball.server.history;

import static io.flyball.server.history.Rows.NOON;
import static io.flyball.server.history.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.HistoryProtocol.RowsFound;
import io.flyball.server.history.RowMerge.Merged;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowMergeTest {
    private final Row early = row("a", NOON, 1);
    private final Row other = row("b", NOON, 2);
    private final Row late = row("a", NOON.plusSeconds(1), 3);

    @Test
    void everyRowOnceInOrder() {
        Merged merged = RowMerge.merge(List.of(
                new RowsFound(List.of(other, late), false, ""), new RowsFound(List.of(early, other), false, "")));
        assertThat(merged.rows()).containsExactly(early, other, late);
        assertThat(merged.truncated()).isFalse();
    }

    /** A page that was cut says nothing of later ticks, so later rows of other pages have to wait. */
    @Test
    void nothingBeyondTheLastTickOfAPageThatWasCut() {
        Merged merged = RowMerge.merge(
                List.of(new RowsFound(List.of(other), true, ""), new RowsFound(List.of(early, late), false, "")));
        assertThat(merged.rows()).containsExactly(early, other);
        assertThat(merged.through()).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void aLimitNeverCutsATick() {
        assertThat(RowMerge.firstTicks(List.of(early, other, late), 1)).containsExactly(early, other);
        assertThat(RowMerge.firstTicks(List.of(early, other, late), 3)).hasSize(3);
    }
}
