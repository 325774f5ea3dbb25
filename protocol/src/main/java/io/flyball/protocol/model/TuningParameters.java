package io.flyball.protocol.model;

import java.util.List;
import java.util.OptionalLong;

/** Values for some knobs of one node. */
public record TuningParameters(List<Setting> settings) {
    public TuningParameters {
        settings = List.copyOf(settings);
    }

    public OptionalLong value(String knob) {
        return settings.stream()
                .filter(setting -> setting.knob().equals(knob))
                .mapToLong(Setting::value)
                .findFirst();
    }
}
