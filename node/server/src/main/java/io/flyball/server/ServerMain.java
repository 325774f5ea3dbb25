package io.flyball.server;

import io.flyball.server.member.CommonPool;
import io.flyball.server.member.StartException;
import io.flyball.server.settings.ServerSettings;
import io.flyball.server.settings.SettingsException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Runs one member until it is told to stop.
 *
 * <pre>
 * 0 stopped   1 failed   2 settings   3 port taken   4 data directory in use   5 store damaged   6 put out of the cluster
 * </pre>
 */
public final class ServerMain {
    private static final int OK = 0;
    private static final int BAD_SETTINGS = 2;

    private ServerMain() {}

    /** The command {@code flyball server} does this, too: {@code --http, --cluster, --join, --data, --name, --config}. */
    public static void main(String[] arguments) {
        int code;
        try {
            Map<String, String> options = options(arguments);
            Optional<Path> file = Optional.ofNullable(options.remove("config")).map(Path::of);
            code = run(ServerSettings.load(file, options));
        } catch (SettingsException e) {
            System.err.println(e.getMessage());
            code = BAD_SETTINGS;
        }
        System.exit(code);
    }

    /** Blocks until the member stopped; answers with the exit code of the process. Tells what went wrong on stderr. */
    public static int run(ServerSettings settings) {
        return run(settings, System.out, System.err);
    }

    static int run(ServerSettings settings, PrintStream out, PrintStream err) {
        CommonPool.prepare();
        try {
            RunningServer server = RunningServer.start(settings);
            server.whenUp().thenAccept(up -> out.println(server.greeting()));
            Optional<StartException> problem = server.awaitEnd();
            problem.ifPresent(why -> tell(err, why));
            return problem.map(StartException::exitCode).orElse(OK);
        } catch (StartException e) {
            tell(err, e);
            return e.exitCode();
        }
    }

    private static void tell(PrintStream err, StartException problem) {
        err.println("flyball server: " + problem.getMessage());
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--")) {
                throw new SettingsException("argument = " + arguments[i] + ": must be an option, e.g. --http");
            }
            options.merge(arguments[i].substring(2), arguments[i + 1], (one, other) -> one + "," + other);
        }
        if (arguments.length % 2 != 0) {
            throw new SettingsException("argument = " + arguments[arguments.length - 1] + ": must have a value");
        }
        return options;
    }
}
