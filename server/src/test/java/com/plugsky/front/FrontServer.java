package com.plugsky.front;

import com.plugsky.config.ServerApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/** The real front, Tomcat included, before a {@link ScriptedChat}. */
final class FrontServer implements AutoCloseable {
    /** The only key of the server. */
    static final String KEY = "sk-live-test";

    private final ConfigurableApplicationContext context;
    private final boolean tls;
    private final int port;
    private final SSLSocketFactory trusting;

    /** What stands in place of the real flow, and a watch that looks as often as the test wants; no scan finds it. */
    static class Scripted {
        @Bean
        @Primary
        ScriptedChat scriptedChat() {
            return new ScriptedChat();
        }

        @Bean
        AtomicLong looks() {
            return new AtomicLong();
        }

        @Bean
        @Primary
        ClientWatch countingWatch(Environment environment, AtomicLong looks) {
            Duration period = environment.getProperty("test.look", Duration.class, ClientWatch.PERIOD);
            return new ClientWatch(period, time -> {
                looks.incrementAndGet();
                TimeUnit.NANOSECONDS.sleep(time.toNanos());
            });
        }
    }

    private FrontServer(ConfigurableApplicationContext context, boolean tls, SSLSocketFactory trusting) {
        this.context = context;
        this.tls = tls;
        this.trusting = trusting;
        this.port = Objects.requireNonNull(((ServletWebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    /** Starts a server on a free port; settings are written as {@code name=value}. */
    static FrontServer start(boolean tls, Path folder, String... settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("plugsky.server.port", "0");
        all.put("plugsky.server.stop-notice", "0s");
        all.put("plugsky.access.keys", folder.resolve("keys.yaml").toString());
        all.put("PLUGSKY_API_KEYS", KEY);
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            all.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        SSLSocketFactory trusting = (SSLSocketFactory) SSLSocketFactory.getDefault();
        if (tls) {
            Certificates.Pair pair = Certificates.make(folder);
            all.put("plugsky.server.tls-cert", pair.certificate().toString());
            all.put("plugsky.server.tls-key", pair.key().toString());
            trusting = pair.trusting();
        }
        String[] flags = all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new FrontServer(
                new SpringApplication(ServerApplication.class, Scripted.class).run(flags), tls, trusting);
    }

    /** Where it listens, or did before it was closed. */
    int port() {
        return port;
    }

    /** How often the connections were looked at. */
    long looks() {
        return context.getBean(AtomicLong.class).get();
    }

    ScriptedChat chat() {
        return context.getBean(ScriptedChat.class);
    }

    /** A new connection, its handshake done. */
    Client connect() throws IOException {
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), port());
        plain.setSoTimeout(20_000);
        plain.setTcpNoDelay(true);
        return new Client(plain, tls ? trusting.createSocket(plain, "localhost", port(), true) : plain);
    }

    @Override
    public void close() {
        context.close();
    }
}
