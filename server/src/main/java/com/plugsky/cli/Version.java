package com.plugsky.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plugsky version}: which server, which contract, which Java. */
@Command(name = "version", description = "Say which version this is.", mixinStandardHelpOptions = true)
final class Version implements Runnable, IVersionProvider {

    private static final Pattern CONTRACT_VERSION =
            Pattern.compile("^ {2}version: ['\"]?([^'\"\\s]+)", Pattern.MULTILINE);

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().getOut().println(getVersion()[0]);
        }
    }

    @Override
    public String[] getVersion() {
        String server = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "plugsky " + (server == null ? "(not packaged)" : server) + ", contract " + contract() + ", Java "
                    + Runtime.version()
        };
    }

    private static String contract() {
        try (InputStream contract = Version.class.getResourceAsStream("/openapi.yaml")) {
            if (contract == null) {
                return "unknown";
            }
            Matcher version = CONTRACT_VERSION.matcher(new String(contract.readNBytes(4096), StandardCharsets.UTF_8));
            return version.find() ? version.group(1) : "unknown";
        } catch (IOException e) {
            return "unknown";
        }
    }
}
