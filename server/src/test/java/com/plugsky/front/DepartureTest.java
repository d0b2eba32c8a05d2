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
            String user = way + model + stream;
            client.send(Client.chat(model, user, stream));
            ScriptedChat.Waiting waiting = waiting(server, user);
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
        try (Client client = plain.connect()) {
            client.send(Client.chat("stall", "half", false));
            waiting(plain, "half");
            client.shutOutput();
            Client.Reply reply = client.reply();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).contains("\"code\":\"malformed_request\"");
        }
    }

    @Test
    void isNoticedAlsoAfterSomebodysActionFailed() throws Exception {
        for (int i = 0; i < 2; i++) {
            try (Client client = plain.connect()) {
                client.send(Client.chat("stall", "failing" + i, false));
                ScriptedChat.Waiting waiting = waiting(plain, "failing" + i);
                waiting.sink().onGone(() -> {
                    throw new IllegalStateException("an action that fails, on purpose");
                });
                client.reset();
                assertThat(waiting.gone().await(NOTICED.toMillis(), TimeUnit.MILLISECONDS))
                        .isTrue();
            }
        }
    }

    @Test
    void isNotSeenInACallerWhoOnlyWaits() throws Exception {
        List<Client> clients = new ArrayList<>();
        for (FrontServer server : List.of(plain, tls)) {
            Client client = server.connect();
            clients.add(client);
            client.send(Client.chat("stall", "patient", false));
            ScriptedChat.Waiting waiting = waiting(server, "patient");
            assertThat(waiting.gone().await(1200, TimeUnit.MILLISECONDS)).isFalse();
            waiting.release().countDown();
            assertThat(client.reply().status()).isEqualTo(200);
            assertThat(client.ask(Client.chat("echo", "again", false)).body()).isEqualTo("{\"user\":\"again\"}");
        }
        for (Client client : clients) {
            client.close();
        }
    }

    /** The request of this user; what a failed test may have left behind is passed over. */
    private static ScriptedChat.Waiting waiting(FrontServer server, String user) throws InterruptedException {
        ScriptedChat.Waiting waiting;
        do {
            waiting = Objects.requireNonNull(server.chat().waiting().poll(10, TimeUnit.SECONDS), "no request came");
        } while (!waiting.user().equals(user));
        return waiting;
    }
}
