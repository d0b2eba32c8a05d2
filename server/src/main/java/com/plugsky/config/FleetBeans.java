package com.plugsky.config;

import com.plugsky.engine.EngineFailure;
import com.plugsky.engine.upstream.net.Probe;
import com.plugsky.engine.upstream.net.UpstreamProbe;
import com.plugsky.fleet.Fleet;
import com.plugsky.fleet.FleetFault;
import com.plugsky.fleet.FleetFile;
import com.plugsky.fleet.FleetWatch;
import com.plugsky.fleet.LiveFleet;
import com.plugsky.fleet.Target;
import com.plugsky.fleet.Urls;
import com.plugsky.fleet.discovery.Discovery;
import com.plugsky.fleet.discovery.ModelList;
import com.plugsky.fleet.upstream.Access;
import com.plugsky.fleet.upstream.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The fleet, and the one thread that looks whether it changed. */
@Configuration(proxyBeanMethods = false)
class FleetBeans {

    /** Callers of an unknown model wait as long. */
    private static final Duration DISCOVERY_DEADLINE = Duration.ofSeconds(2);

    @Bean
    LiveFleet fleet(FleetSettings settings, UpstreamProbe probe) throws FleetFault {
        if (settings.upstream() != null) {
            return upstream(settings, settings.upstream(), probe);
        }
        refuse(settings.upstreamKeyEnv() != null, "upstream-key-env");
        refuse(settings.upstreamModel() != null, "upstream-model");
        return settings.file() == null
                ? LiveFleet.fixed(FleetFile.defaultFleet())
                : LiveFleet.ofFile(settings.file(), addition(settings));
    }

    private static LiveFleet upstream(FleetSettings settings, String url, UpstreamProbe probe) {
        if (settings.file() != null) {
            throw new IllegalArgumentException("plugsky.fleet: both file and upstream (expected: one of them)");
        }
        String model = settings.upstreamModel();
        Target.Upstream target = target(settings, url).named(model == null ? "" : model);
        UnaryOperator<Fleet> addition = addition(settings);
        return model == null
                ? LiveFleet.discovered(target, discovery(target, probe), addition, System::nanoTime)
                : LiveFleet.fixed(addition.apply(Fleet.of(target)));
    }

    private static Target.Upstream target(FleetSettings settings, String url) {
        String variable = settings.upstreamKeyEnv();
        Secret key =
                variable == null ? null : value("upstream-key-env", () -> Secret.environment(variable, System::getenv));
        URI base = value("upstream", () -> Urls.base(url));
        return new Target.Upstream(base, "").with(new Access(key, Map.of(), null, null));
    }

    /** What a setting stands for; what is wrong with it is said under its name. */
    private static <T> T value(String name, Supplier<T> meant) {
        try {
            return meant.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("plugsky.fleet." + name + ": " + e.getMessage(), e);
        }
    }

    private static Discovery discovery(Target.Upstream target, UpstreamProbe probe) {
        return () -> {
            Probe answer = ask(target, probe);
            if (answer.status() != 200) {
                throw new IOException("it answers with status " + answer.status() + " (expected: 200)");
            }
            return ModelList.read(answer.body());
        };
    }

    private static Probe ask(Target.Upstream target, UpstreamProbe probe) throws IOException {
        try {
            return probe.get(target, "/models", DISCOVERY_DEADLINE);
        } catch (EngineFailure failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private static UnaryOperator<Fleet> addition(FleetSettings settings) {
        Fleet embedded = settings.withEmbedded() ? FleetFile.embeddedFleet() : null;
        return fleet -> {
            Fleet more = embedded == null ? fleet : fleet.with(embedded);
            return settings.withMocks() ? more.withMocks() : more;
        };
    }

    private static void refuse(boolean given, String name) {
        if (given) {
            throw new IllegalArgumentException(
                    "plugsky.fleet." + name + " without plugsky.fleet.upstream (expected: both)");
        }
    }

    @Bean
    FleetWatch fleetWatch(LiveFleet fleet, FleetSettings settings) {
        return new FleetWatch(fleet, settings.upstream() == null ? settings.recheck() : settings.rediscover());
    }
}
