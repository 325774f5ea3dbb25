package io.flyball.cli;

import io.flyball.server.ServerMain;
import io.flyball.server.settings.ServerSettings;
import io.flyball.server.settings.SettingsException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The one class here that knows the server; loaded only when a server starts, so client verbs need none of its jars. */
final class ServerLaunch {
    private ServerLaunch() {}

    /** @param config may be null */
    static int run(Path config, Map<String, String> options) {
        try {
            return ServerMain.run(ServerSettings.load(Optional.ofNullable(config), options));
        } catch (SettingsException wrong) {
            throw new CliException(ExitCodes.USAGE, wrong.getMessage());
        }
    }
}
