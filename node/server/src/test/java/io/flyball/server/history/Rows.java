package io.flyball.server.history;

import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.HistoryProtocol.StoredDecision;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import io.flyball.protocol.model.Token;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/** Rows and decisions for tests. */
final class Rows {
    static final ServiceName SHOP = new ServiceName("shop");
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final StoreOptions SMALL = new StoreOptions(1 << 20, 1 << 20, 0);

    private Rows() {}

    static LongStream seeds() {
        Long only = Long.getLong("flyball.seed");
        return only == null ? LongStream.range(0, 200) : LongStream.of(only);
    }

    static Row row(String node, Instant at, double cpu) {
        return row(SHOP, node, at, Map.of("cpu", cpu));
    }

    static Row row(ServiceName service, String node, Instant at, Map<String, Double> values) {
        return new Row(service, new NodeId(node), new Sample(at, values));
    }

    /** Twenty metrics with values of the usual kinds. */
    static Map<String, Double> values(RandomGenerator random) {
        Map<String, Double> values = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            values.put("metric." + i, value(random, i));
        }
        return values;
    }

    static double value(RandomGenerator random, int kind) {
        return switch (kind % 5) {
            case 0 -> random.nextInt(200);
            case 1 -> random.nextInt(1_000) / 1e3;
            case 2 -> random.nextInt(2_000_000) / 1e6;
            case 3 -> random.nextLong(1L << 32);
            default -> random.nextDouble();
        };
    }

    static DecisionRecord decision(ServiceName service, int number, Instant at, String to) {
        return new DecisionRecord(
                service + "-1-" + number,
                at,
                service,
                new Token(1, "m1@ab"),
                number,
                "shop#1",
                DecisionRecord.Kind.THREADS,
                "tomcat.maxThreads",
                List.of(new NodeId("shop-1")),
                "4",
                to,
                List.of("busy 0.97, above 0.90"),
                Map.of("busy", 0.97),
                DecisionRecord.Outcome.TRIAL,
                Optional.empty());
    }

    static StoredDecision stored(ServiceName service, int number, Instant at, long version) {
        DecisionRecord decision = decision(service, number, at, "version " + version);
        return new StoredDecision(service, decision.id(), version, DecisionJson.write(decision));
    }
}
