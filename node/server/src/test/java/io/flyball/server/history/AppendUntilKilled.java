package io.flyball.server.history;

import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.HistoryProtocol.Stored;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;

/**
 * Appends batches until it is killed, several on their way at once, and prints the number of each one that was
 * acknowledged. Arguments: directory, first batch number.
 */
final class AppendUntilKilled {
    static final int ROWS = 20;
    private static final int UNDER_WAY = 8;

    private AppendUntilKilled() {}

    public static void main(String[] args) throws InterruptedException {
        try (StoreThread store = StoreThread.open(() -> RocksSampleStore.open(Path.of(args[0]), Rows.SMALL))) {
            Semaphore places = new Semaphore(UNDER_WAY);
            for (int batch = Integer.parseInt(args[1]); batch >= 0; batch++) {
                places.acquire();
                int number = batch;
                store.append(rows(number), List.of(), answer -> {
                    if (answer instanceof Stored) {
                        System.out.println(number);
                    }
                    places.release();
                });
            }
        }
    }

    /** What batch {@code number} holds; the same in every process. */
    static List<Row> rows(int number) {
        var random = new SplittableRandom(number);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(Rows.row(Rows.SHOP, "n" + i, Rows.NOON.plusMillis(number), Rows.values(random)));
        }
        return rows;
    }
}
