package com.plugsky.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

/** The settings file of a user, looked at before Spring reads it. */
public final class SettingsFile {

    private SettingsFile() {}

    /**
     * Makes sure that the file is YAML and holds nothing beside {@code plugsky}: what is Spring's own is not for users.
     *
     * @throws IOException it does not, said in one line
     */
    public static void check(Path file) throws IOException {
        String name = file.toString();
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IOException(name + ": cannot be read");
        }
        if (!name.endsWith(".yaml") && !name.endsWith(".yml")) {
            throw new IOException(name + ": its name ends in neither .yaml nor .yml");
        }
        for (PropertySource<?> source : load(file)) {
            if (source instanceof EnumerablePropertySource<?> properties) {
                for (String key : properties.getPropertyNames()) {
                    if (!key.startsWith(Settings.PREFIX + ".")) {
                        throw new IOException(name + ": " + key + ": unknown setting (expected: all below plugsky)");
                    }
                }
            }
        }
    }

    private static List<PropertySource<?>> load(Path file) throws IOException {
        try {
            return new YamlPropertySourceLoader().load(file.toString(), new FileSystemResource(file));
        } catch (RuntimeException e) {
            throw new IOException(
                    file + ": no YAML: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }
}
