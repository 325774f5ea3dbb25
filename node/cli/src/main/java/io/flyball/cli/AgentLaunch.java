package io.flyball.cli;

import io.flyball.agent.AgentMain;
import io.flyball.agent.settings.AgentSettings;
import io.flyball.agent.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The one class here that knows the agent; loaded only when an agent starts. */
final class AgentLaunch {
    private AgentLaunch() {}

    /** @param config may be null */
    static int run(Path config, Map<String, Object> overrides) {
        try {
            return AgentMain.run(AgentSettings.load(AgentSettings.config(Optional.ofNullable(config), overrides)));
        } catch (SettingsException wrong) {
            throw new CliException(ExitCodes.USAGE, wrong.getMessage());
        } catch (IOException failed) {
            throw new CliException(ExitCodes.FAILED, "cannot run the agent: " + failed.getMessage());
        }
    }
}
