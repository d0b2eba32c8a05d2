package com.plugsky.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.plugsky.client.api.ChatApi;
import com.plugsky.client.model.ChatCompletion;
import com.plugsky.client.model.ChatCompletionRequest;
import com.plugsky.client.model.UserContent;
import com.plugsky.client.model.UserMessage;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example of the client's README, against a server on loopback. */
final class ChatApiTest {
    private static final String ANSWER = """
            {"id": "c", "object": "chat.completion", "created": 0, "model": "plugsky-pro", "choices": [{"index": 0, "logprobs": null,
             "message": {"role": "assistant", "content": "Hi 😀", "refusal": null}, "finish_reason": "stop"}]}""";
    private static final String ERROR = """
            {"error": {"message": "No API key", "type": "invalid_request_error", "param": null, "code": "invalid_api_key"}}""";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String key = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = ("Bearer sk-live-test".equals(key) ? ANSWER : ERROR).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders("Bearer sk-live-test".equals(key) ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksAndReadsTheAnswer() throws ApiException {
        ChatCompletion answer = ask("sk-live-test");

        assertThat(answer.getChoices().get(0).getMessage().getContent()).isEqualTo("Hi 😀");
        assertThat(requests)
                .containsExactly(
                        "/v1/chat/completions {\"model\":\"plugsky-pro\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello!\"}]}");
    }

    @Test
    void throwsWhatTheServerRefuses() {
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> ask("sk-live-wrong"));

        assertThat(refusal.getCode()).isEqualTo(401);
        assertThat(refusal.getResponseBody()).isEqualTo(ERROR);
    }

    private ChatCompletion ask(String key) throws ApiException {
        ApiClient client = new ApiClient();
        client.updateBaseUri("http://127.0.0.1:" + server.getAddress().getPort());
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + key));

        return new ChatApi(client)
                .createChatCompletion(
                        new ChatCompletionRequest()
                                .model("plugsky-pro")
                                .addMessagesItem(new UserMessage().content(UserContent.of("Hello!"))),
                        null);
    }
}
