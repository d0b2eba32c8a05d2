"""What is asked: an upstream straight, or the gateway in front of it."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openai

CLIENT_SECONDS = 60
SETTLE_SECONDS = 120
# llama-server looks for callers who left when it had nothing to answer for a second; who asks more often keeps it from that.
LOOK_SECONDS = 1.5


@dataclass(frozen=True)
class Server:
    """A place that answers chat completions.

    port: on this machine. model: the usual one. slow: one that takes its time. context: in tokens. discovering: another port that serves the
    models as they were found; None: this one. log: the gateway's request log.
    """

    port: int
    key: str
    model: str
    slow: str
    context: int
    discovering: int | None = None
    log: Path | None = None

    def client(self, case, port=None):
        """OpenAI's own client, which names the case in each request."""
        return openai.OpenAI(
            base_url=f"http://127.0.0.1:{port or self.port}/v1", api_key=self.key, max_retries=0, timeout=CLIENT_SECONDS,
            default_headers={"x-client-request-id": case},
        )

    def is_gateway(self):
        return self.log is not None

    def logged(self, case):
        """The entries of the gateway's request log that belong to a case."""
        text = self.log.read_text() if self.log.exists() else ""
        whole = text[: text.rfind("\n") + 1]  # the last line may just be written
        entries = [json.loads(line) for line in whole.splitlines()]
        return [entry for entry in entries if entry.get("client_request_id") == case]


@dataclass(frozen=True)
class Setting:
    """An upstream that runs, with what the cases need to know of it.

    refused: members of a request that the contract allows and this upstream refuses. kill: ends it without a word. busy: tells whether it
    works on a request.
    """

    name: str
    straight: Server
    gateway: Server
    refused: dict
    kill: Callable
    busy: Callable

    def settle(self):
        """Waits until nothing is left of an earlier case."""
        until(SETTLE_SECONDS, lambda: not self.busy(), "the upstream still works on an earlier request", LOOK_SECONDS)


def until(seconds, condition, what, pause=0.05):
    """Waits for a condition, which is looked at again after each pause, in seconds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what} (expected: within {seconds} s)"
        time.sleep(pause)
