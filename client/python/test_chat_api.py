"""The example of the client's README, against a server on loopback."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import plugsky
import pytest

ANSWER = {
    "id": "c", "object": "chat.completion", "created": 0, "model": "plugsky-pro",
    "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hi 😀", "refusal": None}, "logprobs": None, "finish_reason": "stop"}],
}
ERROR = {"error": {"message": "No API key", "type": "invalid_request_error", "param": None, "code": "invalid_api_key"}}


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.received = (self.path, json.loads(self.rfile.read(int(self.headers["content-length"]))))
        good = self.headers["authorization"] == "Bearer sk-live-test"
        body = json.dumps(ANSWER if good else ERROR).encode()
        self.send_response(200 if good else 401)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Says nothing."""


@pytest.fixture
def server():
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def ask(server, key):
    configuration = plugsky.Configuration(host=f"http://127.0.0.1:{server.server_port}", access_token=key)
    with plugsky.ApiClient(configuration) as client:
        return plugsky.ChatApi(client).create_chat_completion(
            plugsky.ChatCompletionRequest.from_dict(
                {"model": "plugsky-pro", "messages": [{"role": "user", "content": "Hello!"}]}
            )
        )


def test_asks_and_reads_the_answer(server):
    answer = ask(server, "sk-live-test")
    assert answer.choices[0].message.content == "Hi 😀"
    assert server.received == ("/v1/chat/completions", {"model": "plugsky-pro", "messages": [{"role": "user", "content": "Hello!"}]})


def test_raises_what_the_server_refuses(server):
    with pytest.raises(plugsky.ApiException) as refusal:
        ask(server, "sk-live-wrong")
    assert refusal.value.status == 401
    assert json.loads(refusal.value.body) == ERROR
    assert refusal.value.data.error.code == "invalid_api_key"
