package io.flyball.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The stop button. */
@Command(
        name = "freeze",
        mixinStandardHelpOptions = true,
        description = "Stop all changes, of one service or of everything, until 'unfreeze'; survives restarts.")
final class FreezeCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options;

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "one service; without it everything")
    private String service;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; shown to everybody")
    private String reason;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ApiClient.Answer answer = options.client()
                .put(
                        path(service),
                        ApiClient.json(Map.of("reason", reason)),
                        Map.of("Content-Type", "application/json"));
        Printer.print(
                spec.commandLine().getOut(),
                options.output(),
                answer.body(),
                out -> out.println((service == null ? "everything" : "service " + service) + " is frozen: " + reason));
        return ExitCodes.OK;
    }

    static String path(String service) {
        return service == null ? "/v1/freeze" : "/v1/services/" + ApiClient.escape(service) + "/freeze";
    }
}
