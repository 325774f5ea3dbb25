package io.flyball.cli;

import picocli.CommandLine.IVersionProvider;

/** Version of the jar this class came from. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"flyball " + number(), "java    " + Runtime.version()};
    }

    public static String number() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }
}
