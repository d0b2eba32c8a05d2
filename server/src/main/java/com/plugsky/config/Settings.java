package com.plugsky.config;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * All settings of the server: the tree under {@code plugsky} in a settings file.
 *
 * <p>A flag wins over the environment, the environment over the file, the file over the default that stands beside each
 * field. A key that no field has stops the start, and so does a value out of its range.
 */
@ConfigurationProperties(prefix = Settings.PREFIX, ignoreUnknownFields = false)
public record Settings(
        @DefaultValue ServerSettings server,
        @DefaultValue AccessSettings access,
        @DefaultValue FleetSettings fleet,
        @DefaultValue ContractSettings contract,
        @DefaultValue LimitSettings limits,
        @DefaultValue EngineSettings engine,
        @DefaultValue UpstreamSettings upstream,
        @DefaultValue DispatchSettings dispatch,
        @DefaultValue StreamSettings stream,
        @DefaultValue IdempotencySettings idempotency,
        @DefaultValue LogSettings log,
        @DefaultValue ObserveSettings observe,
        @DefaultValue WarmupSettings warmup) {

    public static final String PREFIX = "plugsky";

    public Settings {
        Ranges.check(PREFIX + ".server", server);
        Ranges.check(PREFIX + ".access", access);
        Ranges.check(PREFIX + ".fleet", fleet);
        Ranges.check(PREFIX + ".contract", contract);
        Ranges.check(PREFIX + ".limits", limits);
        Ranges.check(PREFIX + ".engine", engine);
        Ranges.check(PREFIX + ".upstream", upstream);
        Ranges.check(PREFIX + ".dispatch", dispatch);
        Ranges.check(PREFIX + ".stream", stream);
        Ranges.check(PREFIX + ".idempotency", idempotency);
        Ranges.check(PREFIX + ".log", log);
        Ranges.check(PREFIX + ".observe", observe);
        Ranges.check(PREFIX + ".warmup", warmup);
    }

    /** The settings of a server that was told nothing. */
    public static Settings defaults() {
        return new Binder(List.of()).bindOrCreate(PREFIX, Settings.class);
    }
}
