package com.plugsky.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That looking at connections harms no request: callers who pipeline, cut their bytes anywhere and half of whom speak TLS,
 * while the watch looks a thousand times a second.
 */
class PipelineTest {
    private static final long SEED = 20261123;
    private static final int CONNECTIONS = 40;
    private static final int ROUNDS = 100;
    private static final int LONGEST_BODY = 40_000;

    @Test
    void everyRequestOfEveryConnectionIsAnsweredInItsPlace(@TempDir Path folder) throws Exception {
        try (var plain = FrontServer.start(false, Files.createDirectory(folder.resolve("plain")), "test.look=1ms");
                var tls = FrontServer.start(true, Files.createDirectory(folder.resolve("tls")), "test.look=1ms");
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                FrontServer server = i % 2 == 0 ? plain : tls;
                var random = new Random(SEED + i);
                answers.add(callers.submit(() -> converse(server, random)));
            }
            int total = 0;
            for (Future<Integer> answered : answers) {
                total += answered.get();
            }
            assertThat(plain.looks() + tls.looks()).isGreaterThan(100);
            assertThat(total).isGreaterThan(CONNECTIONS * ROUNDS);
            assertThat(plain.chat().departures() + tls.chat().departures())
                    .as("callers taken for gone")
                    .isZero();
        }
    }

    /** Sends bursts of one to three requests in pieces, and reads their answers. */
    private static int converse(FrontServer server, Random random) throws IOException {
        int sent = 0;
        try (Client client = server.connect()) {
            for (int round = 0; round < ROUNDS; round++) {
                int first = sent;
                var burst = new ByteArrayOutputStream();
                for (int more = random.nextInt(3); more >= 0; more--) {
                    burst.writeBytes(request(sent++, random));
                }
                inPieces(client, burst.toByteArray(), random);
                for (int expected = first; expected < sent; expected++) {
                    Client.Reply reply = client.reply();
                    assertThat(reply.status()).isEqualTo(200);
                    assertThat(reply.body()).isEqualTo("{\"user\":\"r" + expected + "\"}");
                }
            }
        }
        return sent;
    }

    private static byte[] request(int number, Random random) {
        String padding = "x".repeat(random.nextInt(3) == 0 ? random.nextInt(LONGEST_BODY) : random.nextInt(200));
        return Client.chat("{\"model\":\"echo-slowly\",\"user\":\"r" + number
                + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + padding + "\"}]}");
    }

    private static void inPieces(Client client, byte[] bytes, Random random) throws IOException {
        int from = 0;
        while (from < bytes.length) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextBoolean() ? 100 : 20_000));
            client.send(bytes, from, to);
            Thread.yield();
            from = to;
        }
    }
}
