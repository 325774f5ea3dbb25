package io.flyball.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lifts a freeze; a global one and one of a service are lifted apart. */
@Command(name = "unfreeze", mixinStandardHelpOptions = true, description = "Lift a freeze of the same kind.")
final class UnfreezeCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options;

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "one service; without it the global freeze")
    private String service;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; kept in the record")
    private String reason;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ApiClient.Answer answer = options.client()
                .delete(
                        FreezeCommand.path(service),
                        ApiClient.json(Map.of("reason", reason)),
                        Map.of("Content-Type", "application/json"));
        Printer.print(
                spec.commandLine().getOut(),
                options.output(),
                answer.body(),
                out -> out.println(
                        (service == null ? "the global freeze" : "the freeze of " + service) + " is lifted"));
        return ExitCodes.OK;
    }
}
