package io.flyball.cli.capacity;

import java.util.List;
import picocli.CommandLine.Option;

/** What is said instead of measured; null where it is not. */
final class GivenOptions {
    @Option(
            names = "--load",
            paramLabel = "PEAK",
            converter = Quantity.Number.class,
            description = "requests per second of the service to plan for (default: p99 of the history x growth)")
    Double load;

    @Option(
            names = "--growth",
            paramLabel = "TIMES",
            converter = Quantity.Times.class,
            description = "how the load grows over that of the history, e.g. 2x (default: 1x)")
    Double growth;

    @Option(
            names = "--objective",
            paramLabel = "RULE",
            description = "what must hold at the peak with the spare instances gone, e.g. 'latency.p99<250ms' or"
                    + " 'utilization<80%%'; repeatable (default: those of the policy, and utilization<90%%)")
    List<String> objectives = List.of();

    @Option(
            names = "--capacity",
            paramLabel = "LOAD",
            converter = Quantity.Number.class,
            description = "requests per second that keep one instance 100 %% busy (default: learned)")
    Double capacity;

    @Option(
            names = "--cpu-per-request",
            paramLabel = "TIME",
            converter = Quantity.Time.class,
            description = "processor time of a request, instead of --capacity; with --cores")
    Double cpuPerRequest;

    @Option(
            names = "--cores",
            paramLabel = "N",
            converter = Quantity.Number.class,
            description = "processors of an instance (default: measured, else 1)")
    Double cores;

    @Option(
            names = "--variability",
            paramLabel = "TIMES",
            converter = Quantity.Times.class,
            description = "(ca² + cs²) / 2 of Allen and Cunneen: 1 for random arrivals and exponential work (default:"
                    + " measured, else 1)")
    Double variability;

    @Option(
            names = "--latency",
            paramLabel = "TIME",
            converter = Quantity.Time.class,
            description = "mean time of a request on an idle instance (default: measured)")
    Double latency;

    @Option(
            names = "--latency-p99",
            paramLabel = "TIME",
            converter = Quantity.Time.class,
            description = "p99 of it (default: measured)")
    Double latencyP99;

    @Option(
            names = "--live",
            paramLabel = "SIZE",
            converter = Quantity.Size.class,
            description = "heap of an instance in use after a collection (default: measured)")
    Double live;

    @Option(
            names = "--alloc-per-request",
            paramLabel = "SIZE",
            converter = Quantity.Size.class,
            description = "(default: measured)")
    Double allocation;

    @Option(
            names = "--gc-share",
            paramLabel = "SHARE",
            converter = Quantity.Share.class,
            description = "time that collections may take (default: 2%%)")
    Double gcShare;

    @Option(
            names = "--connection-hold",
            paramLabel = "TIME",
            converter = Quantity.Time.class,
            description = "how long a request holds a connection to the downstream (default: measured)")
    Double hold;

    @Option(
            names = "--connections",
            paramLabel = "N",
            converter = Quantity.Number.class,
            description = "that the downstream takes from this service (default: from the policy)")
    Double connections;

    @Option(
            names = "--downstream-calls",
            paramLabel = "N",
            converter = Quantity.Number.class,
            description = "that the downstream works at together (default: not known)")
    Double downstream;

    @Option(
            names = "--max-instances",
            paramLabel = "N",
            converter = Quantity.Number.class,
            description = "that are allowed (default: from the policy)")
    Double maxInstances;

    @Option(
            names = "--instances",
            paramLabel = "N",
            converter = Quantity.Number.class,
            description = "that run now, to compare the cost (default: measured)")
    Double instances;

    @Option(names = "--spare", paramLabel = "N", description = "instances that may fail at the peak (default: 1)")
    Integer spare;

    @Option(
            names = "--zones",
            paramLabel = "N",
            description = "that the instances stand in, of which one may fail as a whole (default: 1, none may)")
    Integer zones;

    @Option(
            names = "--instance-price",
            paramLabel = "PRICE",
            converter = Quantity.Number.class,
            description = "of one instance per hour (default: none, no cost is told)")
    Double price;
}
