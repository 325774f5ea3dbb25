package io.flyball.server.history;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.flyball.protocol.model.DecisionRecord;
import io.flyball.protocol.model.NodeId;
import io.flyball.protocol.model.ServiceName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A decision as JSON: what is stored, and what the HTTP API shows. Names, nodes and times are strings, NaN is null and
 * back, fields that a newer member added are ignored, and missing lists are empty.
 */
public final class DecisionJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module(), plainValues())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withConfigOverride(List.class, list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Map.class, map -> map.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private DecisionJson() {}

    public static byte[] write(DecisionRecord decision) {
        try {
            return MAPPER.writeValueAsBytes(decision);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write decision " + decision.id(), e);
        }
    }

    /** Fails with {@link UncheckedIOException} when the bytes are not a decision. */
    public static DecisionRecord read(byte[] json) {
        try {
            return MAPPER.readValue(json, DecisionRecord.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read decision of " + json.length + " bytes", e);
        }
    }

    /** When it was decided, without reading the rest. */
    static Instant at(byte[] json) {
        try (JsonParser parser = MAPPER.createParser(json)) {
            parser.nextToken();
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (field.equals("at") && value == JsonToken.VALUE_STRING) {
                    return Instant.parse(parser.getText());
                }
                parser.skipChildren();
            }
        } catch (IOException | DateTimeParseException e) {
            throw new IllegalArgumentException("decision: must be JSON with a time in 'at'", e);
        }
        throw new IllegalArgumentException("decision: must have a time in 'at'");
    }

    private static SimpleModule plainValues() {
        return new SimpleModule("flyball")
                .addSerializer(ServiceName.class, ToStringSerializer.instance)
                .addSerializer(NodeId.class, ToStringSerializer.instance)
                .addSerializer(Double.class, new NumberOrNull())
                .addSerializer(Double.TYPE, new NumberOrNull())
                .addDeserializer(ServiceName.class, new Named<>(ServiceName::new))
                .addDeserializer(NodeId.class, new Named<>(NodeId::new))
                .addDeserializer(Double.class, new NumberOrNaN())
                .addDeserializer(Double.TYPE, new NumberOrNaN());
    }

    /** JSON knows neither NaN nor infinity. */
    private static final class NumberOrNull extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) {
                out.writeNumber(value);
            } else {
                out.writeNull();
            }
        }
    }

    private static final class NumberOrNaN extends JsonDeserializer<Double> {
        @Override
        public Double deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return in.getDoubleValue();
        }

        @Override
        public Double getNullValue(DeserializationContext context) {
            return Double.NaN;
        }
    }

    private static final class Named<T> extends JsonDeserializer<T> {
        private final Function<String, T> constructor;

        Named(Function<String, T> constructor) {
            this.constructor = constructor;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return constructor.apply(in.getText());
        }
    }
}
