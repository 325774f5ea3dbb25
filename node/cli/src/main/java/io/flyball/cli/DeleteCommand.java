package io.flyball.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes a policy; settings in force stay as they are. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = "Remove a policy. What it validated stays in force; nothing is decided any more.")
final class DeleteCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions options;

    @Parameters(index = "0", paramLabel = "policy", description = "the word 'policy'")
    private String kind;

    @Parameters(index = "1", paramLabel = "NAME", description = "name of the policy")
    private String name;

    @Option(names = "--if-revision", paramLabel = "N", description = "refuse (exit 4) unless the stored revision is N")
    private Long ifRevision;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!kind.equals("policy")) {
            throw new CliException(ExitCodes.USAGE, "'" + kind + "': only 'policy' can be deleted");
        }
        Map<String, String> headers = new HashMap<>();
        if (ifRevision != null) {
            headers.put("If-Match", "\"" + ifRevision + "\"");
        }
        ApiClient.Answer answer = options.client().delete("/v1/policies/" + ApiClient.escape(name), null, headers);
        Printer.print(
                spec.commandLine().getOut(),
                options.output(),
                answer.body(),
                out -> out.println("policy " + name + " deleted"));
        return ExitCodes.OK;
    }
}
