package io.flyball.cli;

import picocli.CommandLine.IVersionProvider;

/** Version of the jar this class came from. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {"flyball " + (version == null ? "(development)" : version), "java    " + Runtime.version()
        };
    }
}
