package com.plugsky.config;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * A second server in this process: the same classes, but a port on loopback, a key, a fleet, meters and logs of its own, so that
 * nothing it does is seen in the first one and no caller of the first one gets to it.
 *
 * <p>Its key is drawn anew each time and never leaves the memory. No flag, variable or file of the user reaches it.
 */
public final class SecludedServer implements AutoCloseable {
    private static final int KEY_BYTES = 32;

    private final ServletWebServerApplicationContext context;
    private final String key;

    private SecludedServer(ServletWebServerApplicationContext context, String key) {
        this.context = context;
        this.key = key;
    }

    /** Starts one that serves a model of an upstream beside those of the embedded engine; the caller closes it. */
    public static SecludedServer before(URI upstream, String model) {
        String key = drawn();
        var application = new SpringApplication(ServerApplication.class);
        application.setEnvironment(new Given(settings(upstream, model, key)));
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        // the log is the first server's; this listener would end it together with the second
        application.setListeners(application.getListeners().stream()
                .filter(listener -> !(listener instanceof LoggingApplicationListener))
                .toList());
        return new SecludedServer((ServletWebServerApplicationContext) application.run(), key);
    }

    private static String drawn() {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static Map<String, Object> settings(URI upstream, String model, String key) {
        Path noFile =
                Path.of(System.getProperty("java.io.tmpdir"), UUID.randomUUID().toString());
        return Map.of(
                "spring.config.location",
                "classpath:/application.yaml",
                "plugsky.server.host",
                "127.0.0.1",
                "plugsky.server.port",
                0,
                "plugsky.server.stop-notice",
                "0s",
                "plugsky.server.grace-period",
                "0s",
                "plugsky.access.keys",
                noFile,
                "plugsky.fleet.upstream",
                upstream,
                "plugsky.fleet.upstream-model",
                model,
                "plugsky.fleet.with-embedded",
                true,
                "PLUGSKY_API_KEYS",
                key);
    }

    /** Where it listens, on loopback. */
    public int port() {
        return Objects.requireNonNull(context.getWebServer()).getPort();
    }

    /** The one key that opens it. */
    public String key() {
        return key;
    }

    @Override
    public void close() {
        context.close();
    }

    /** An environment without variables and system properties: what was given is all there is. */
    private static final class Given extends StandardEnvironment {
        private Given(Map<String, Object> settings) {
            getPropertySources().addFirst(new MapPropertySource("given", settings));
        }

        @Override
        protected void customizePropertySources(MutablePropertySources sources) {
            // none
        }
    }
}
