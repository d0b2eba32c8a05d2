package com.plugsky.access;

import com.plugsky.config.AccessSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The keys of the running server. */
@Configuration(proxyBeanMethods = false)
public class AccessBeans {
    /** Keys in plain, separated by commas: for development. */
    private static final String KEYS_VARIABLE = "PLUGSKY_API_KEYS";

    @Bean
    Keys keys(AccessSettings settings, Environment environment, Clock clock) throws IOException {
        return new Keys(settings.keys(), list(environment.getProperty(KEYS_VARIABLE)), settings.recheck(), clock);
    }

    private static List<String> list(@Nullable String commaSeparated) {
        return commaSeparated == null
                ? List.of()
                : Stream.of(commaSeparated.split(","))
                        .map(String::strip)
                        .filter(key -> !key.isEmpty())
                        .toList();
    }
}
