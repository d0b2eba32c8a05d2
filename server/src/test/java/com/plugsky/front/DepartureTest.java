package com.plugsky.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That a caller who left is noticed while nothing can be written, in every way to leave. */
class DepartureTest {
    private static final Duration NOTICED = Duration.ofSeconds(1);

    private static FrontServer plain;
    private static FrontServer tls;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        plain = FrontServer.start(false, Files.createDirectory(folder.resolve("plain")));
        tls = FrontServer.start(true, Files.createDirectory(folder.resolve("tls")));
    }

    @AfterAll
    static void stop() {
        plain.close();
        tls.close();
    }

    private enum Way {
        FIN {
            @Override
            void leave(Client client) throws IOException {
                client.close();
            }
        },
        RST {
            @Override
            void leave(Client client) throws IOException {
                client.reset();
            }
        },
        HALF_CLOSE {
            @Override
            void leave(Client client) throws IOException {
                client.shutOutput();
            }
        },
        TCP_HALF_CLOSE {
            @Override
            void leave(Client client) throws IOException {
                client.shutPlainOutput();
            }
        };

        abstract void leave(Client client) throws IOException;
    }

    @ParameterizedTest
    @CsvSource({
        "FIN, stall, false", "RST, stall, false", "HALF_CLOSE, stall, false", "TCP_HALF_CLOSE, stall, false",
        "FIN, stall, true", "RST, stall, true", "HALF_CLOSE, stall, true", "TCP_HALF_CLOSE, stall, true",
        "FIN, stall-late, true", "RST, stall-late, true", "HALF_CLOSE, stall-late, true",
    })
    void isNoticedWithinASecond(Way way, String model, boolean stream) throws Exception {
        for (FrontServer server : List.of(plain, tls)) {
            Client client = server.connect();
            client.send(Client.chat(model, way.name(), stream));
            ScriptedChat.Waiting waiting = waiting(server);
            assertThat(waiting.user()).isEqualTo(way.name());
            assertThat(waiting.sink().gone()).isFalse();

            way.leave(client);
            assertThat(waiting.gone().await(NOTICED.toMillis(), TimeUnit.MILLISECONDS))
                    .as("%s from %s", way, server == tls ? "TLS" : "plain")
                    .isTrue();
            assertThat(waiting.sink().gone()).isTrue();
            client.close();
        }
    }

    @Test
    void isTakenForOneWhenOnlyTheSendingHalfIsClosedAndAnsweredStill() throws Exception {
        Client client = plain.connect();
        client.send(Client.chat("stall", "half", false));
        waiting(plain);
        client.shutOutput();
        Client.Reply reply = client.reply();
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("\"code\":\"malformed_request\"");
    }

    @Test
    void isNotSeenInACallerWhoOnlyWaits() throws Exception {
        List<Client> clients = new ArrayList<>();
        for (FrontServer server : List.of(plain, tls)) {
            Client client = server.connect();
            clients.add(client);
            client.send(Client.chat("stall", "patient", false));
            ScriptedChat.Waiting waiting = waiting(server);
            assertThat(waiting.gone().await(1200, TimeUnit.MILLISECONDS)).isFalse();
            waiting.release().countDown();
            assertThat(client.reply().status()).isEqualTo(200);
            assertThat(client.ask(Client.chat("echo", "again", false)).body()).isEqualTo("{\"user\":\"again\"}");
        }
        for (Client client : clients) {
            client.close();
        }
    }

    private static ScriptedChat.Waiting waiting(FrontServer server) throws InterruptedException {
        return Objects.requireNonNull(server.chat().waiting().poll(10, TimeUnit.SECONDS), "no request came");
    }
}
