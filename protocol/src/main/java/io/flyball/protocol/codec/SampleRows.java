package io.flyball.protocol.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.flyball.protocol.message.HistoryProtocol.Row;
import io.flyball.protocol.message.ServiceProtocol.NodeSample;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.Sample;
import io.flyball.protocol.model.ServiceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Rows of samples, the bulk of what members tell each other: dictionaries of the services, nodes and metrics, then
 * rows of numbers, as compact as reports on the link.
 */
final class SampleRows<T> extends Bounded<List<T>> {
    private static final int MAX_ROWS = 65_536;
    private static final int MAX_NAMES = 65_536;
    private static final int NAME = 512;
    private static final long MILLIS_TO_NANOS = 1_000_000;

    /** Service, node and sample of a row; reports go to the entity of one service and so name none. */
    private record Parts(Optional<ServiceName> service, NodeId node, Sample sample) {}

    private final Function<T, Parts> apart;
    private final Function<Parts, T> together;

    private SampleRows(Function<T, Parts> apart, Function<Parts, T> together) {
        this.apart = apart;
        this.together = together;
    }

    static SampleRows<NodeSample> ofReports() {
        return new SampleRows<>(
                row -> new Parts(Optional.empty(), row.node(), row.sample()),
                parts -> new NodeSample(parts.node(), parts.sample()));
    }

    static SampleRows<Row> ofHistory() {
        return new SampleRows<>(
                row -> new Parts(Optional.of(row.service()), row.node(), row.sample()),
                parts -> new Row(parts.service().orElseThrow(), parts.node(), parts.sample()));
    }

    @Override
    public void write(Kryo kryo, Output output, List<T> rows) {
        FrameWriter out = new FrameWriter(FlyballSerializer.MAX_PAYLOAD);
        write(out, rows.stream().map(apart).toList());
        output.writeVarInt(out.size(), true);
        output.writeBytes(out.buffer(), 0, out.size());
    }

    private static void write(FrameWriter out, List<Parts> rows) {
        Map<String, Integer> services = new LinkedHashMap<>();
        Map<String, Integer> nodes = new LinkedHashMap<>();
        Map<String, Integer> metrics = new TreeMap<>();
        for (Parts row : rows) {
            row.service().ifPresent(service -> services.putIfAbsent(service.value(), services.size()));
            nodes.putIfAbsent(row.node().value(), nodes.size());
            row.sample().values().keySet().forEach(metric -> metrics.put(metric, 0));
        }
        for (Map<String, Integer> names : List.of(services, nodes, metrics)) {
            out.count("names", names.size());
            names.keySet().forEach(name -> out.name("name", name, 0, NAME));
        }
        out.count("rows", rows.size());
        long previous = 0;
        for (Parts row : rows) {
            row.service().ifPresent(service -> out.count("service", services.get(service.value())));
            out.count("node", nodes.get(row.node().value()));
            long millis = row.sample().at().toEpochMilli();
            long nanos = row.sample().at().getNano() % MILLIS_TO_NANOS;
            out.number(millis - previous);
            out.count("nanos", nanos);
            previous = millis;
            writeValues(out, metrics, row.sample().values());
        }
    }

    /** Walks the sorted dictionary, so that ids rise without sorting each row. */
    private static void writeValues(FrameWriter out, Map<String, Integer> metrics, Map<String, Double> values) {
        out.count("values", values.size());
        int distance = 0;
        for (String metric : metrics.keySet()) {
            Double value = values.get(metric);
            if (value == null) {
                distance++;
            } else {
                out.count("metric", distance);
                out.decimal(metric, value);
                distance = 0;
            }
        }
    }

    @Override
    public List<T> read(Kryo kryo, Input input, Class<? extends List<T>> type) {
        int length = length(input, "rows");
        int from = input.position();
        input.setPosition(from + length);
        try {
            return read(new FrameReader(input.getBuffer(), from, from + length, false));
        } catch (MalformedFrameException e) {
            throw new KryoException(e.getMessage(), e);
        }
    }

    private List<T> read(FrameReader in) throws MalformedFrameException {
        ServiceName[] services = Arrays.stream(names(in)).map(ServiceName::new).toArray(ServiceName[]::new);
        NodeId[] nodes = Arrays.stream(names(in)).map(NodeId::new).toArray(NodeId[]::new);
        String[] metrics = names(in);
        int count = in.elements("rows", MAX_ROWS, 4);
        List<T> rows = new ArrayList<>(count);
        long millis = 0;
        for (int i = 0; i < count; i++) {
            Optional<ServiceName> service = services.length == 0
                    ? Optional.empty()
                    : Optional.of(services[in.index("service", services.length - 1)]);
            NodeId node = nodes[in.index("node", nodes.length - 1)];
            millis += in.number("tick");
            int nanos = in.index("nanos", (int) MILLIS_TO_NANOS - 1);
            Sample sample = new Sample(Instant.ofEpochMilli(millis).plusNanos(nanos), readValues(in, metrics));
            rows.add(together.apply(new Parts(service, node, sample)));
        }
        in.end("rows");
        return List.copyOf(rows);
    }

    private static Map<String, Double> readValues(FrameReader in, String[] metrics) throws MalformedFrameException {
        int count = in.elements("values", metrics.length, 2);
        List<Map.Entry<String, Double>> values = new ArrayList<>(count);
        int next = 0;
        for (int i = 0; i < count; i++) {
            next += in.index("metric", metrics.length - 1 - next);
            values.add(Map.entry(metrics[next], in.decimal(metrics[next])));
            next++;
        }
        return Map.ofEntries(values.toArray(SampleRows::entries));
    }

    @SuppressWarnings("unchecked") // generic arrays cannot be made otherwise
    private static Map.Entry<String, Double>[] entries(int count) {
        return (Map.Entry<String, Double>[]) new Map.Entry<?, ?>[count];
    }

    private static String[] names(FrameReader in) throws MalformedFrameException {
        String[] names = new String[in.elements("names", MAX_NAMES, 1)];
        for (int i = 0; i < names.length; i++) {
            names[i] = in.text("name", 0, NAME);
        }
        return names;
    }
}
