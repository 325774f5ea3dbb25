package io.flyball.protocol.model;

/** The unit that scales: all nodes of one service share a policy. */
public record ServiceName(String value) implements Comparable<ServiceName> {
    public ServiceName {
        Names.service(value);
    }

    @Override
    public int compareTo(ServiceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
