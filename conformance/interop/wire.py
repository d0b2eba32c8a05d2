"""Requests below any client: the bytes of an answer as they come, and callers who leave."""

import http.client
import json

TIMEOUT_SECONDS = 60
DONE = "[DONE]"


class Exchange:
    """One request to a server and its answer; leaving the context closes the connection, whatever is still to come."""

    def __init__(self, server, body, case):
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=TIMEOUT_SECONDS)
        headers = {"content-type": "application/json", "authorization": f"Bearer {server.key}", "x-client-request-id": case}
        self.connection.request("POST", "/v1/chat/completions", json.dumps({"model": server.model} | body), headers)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    def answer(self):
        """The response; its head has come."""
        return self.connection.getresponse()

    def events(self):
        """The data of each event, as text, until the server ends the stream or breaks it off."""
        response = self.answer()
        assert response.status == 200, f"status {response.status}: {response.read(500)}"
        kind = response.getheader("content-type", "")
        assert kind.startswith("text/event-stream"), f"content-type: {kind} (expected: text/event-stream)"
        try:
            while line := response.readline():
                if line.startswith(b"data:"):
                    yield line[len(b"data:") :].strip().decode()
        except (http.client.IncompleteRead, ConnectionError):
            return


def get(port, path, key):
    """The text of an answer to GET."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("GET", path, headers={"authorization": f"Bearer {key}"})
        response = connection.getresponse()
        text = response.read().decode()
        assert response.status == 200, f"GET {path}: status {response.status}: {text[:200]}"
        return text
    finally:
        connection.close()
