"""The servers that are set up: how each is installed and started, what the gateway is told of it, and what is known to be wrong with it.

`known` names cases that fail through the gateway through no fault of its own, each with the reason.
"""

import http.client
import json
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import gateway
import tiny_model
import wire
from gateway import UPSTREAM_KEY
from processes import Process, free_port
from servers import Server

QUICK, SLOW = "interop-quick", "interop-slow"
# What llama-cpp-python has begun it brings to its end, be it that the context is full.
ROOM = 8_192
BUSY_SECONDS = 0.2
REMOTE_IMAGE = {"type": "image_url", "image_url": {"url": "https://images.invalid/a.png"}}


@dataclass(frozen=True)
class Upstream:
    """A kind of server.

    part: what is installed for it. start: given the place, yields (server, process, busy). target: members of its target in the fleet file.
    refused: members of a request that it answers with 400, though the contract has them.
    """

    name: str
    part: str
    start: Callable
    refused: dict
    target: dict = field(default_factory=dict)
    known: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """Where things are: the project, what was installed, and the folder of this run."""

    root: Path
    installed: Path
    folder: Path


def model_file(place):
    path = place.installed / "interop-tiny.gguf"
    tiny_model.write(path)
    return path


@contextmanager
def llama_server(place):
    port = free_port()
    words = [place.installed / "llama/build/bin/llama-server", "--model", model_file(place), "--alias", tiny_model.NAME,
             "--host", "127.0.0.1", "--port", port, "--ctx-size", 2 * tiny_model.CONTEXT, "--parallel", 2, "--threads", 1, "--threads-http", 4,
             "--api-key", UPSTREAM_KEY, "--slots"]  # fmt: skip
    with Process("llama-server", words, place.folder / "llama-server.log") as process:
        process.wait_until_up(port, "/health")
        yield Server(port, UPSTREAM_KEY, tiny_model.NAME, tiny_model.NAME, tiny_model.CONTEXT), process, partial(slot_taken, port)


def slot_taken(port):
    return any(slot["is_processing"] for slot in json.loads(wire.get(port, "/slots", UPSTREAM_KEY)))


@contextmanager
def llama_cpp_python(place):
    port = free_port()
    folder = place.installed / "llama"
    words = [folder / "venv/bin/python", "-m", "llama_cpp.server", "--model", model_file(place), "--model_alias", tiny_model.NAME,
             "--host", "127.0.0.1", "--port", port, "--n_ctx", ROOM, "--n_threads", 1, "--api_key", UPSTREAM_KEY,
             "--interrupt_requests", "false"]  # fmt: skip
    libraries = str(folder / "build/bin")
    environment = {"PYTHONPATH": str(folder / "source"), "LLAMA_CPP_LIB_PATH": libraries, "MTMD_CPP_LIB": libraries, "PYTHONUNBUFFERED": "1"}
    with Process("llama-cpp-python", words, place.folder / "llama-cpp-python.log", environment) as process:
        process.wait_until_up(port, "/docs")
        yield Server(port, UPSTREAM_KEY, tiny_model.NAME, tiny_model.NAME, ROOM), process, partial(locked, port)


def locked(port):
    """It answers nothing, not even which models it has, while it works."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=BUSY_SECONDS)
    try:
        connection.request("GET", "/v1/models", headers={"authorization": f"Bearer {UPSTREAM_KEY}"})
        connection.getresponse().read()
        return False
    except TimeoutError:
        return True
    finally:
        connection.close()


@contextmanager
def litellm(place):
    """LiteLLM's proxy before our embedded engine."""
    port, behind = free_port(), free_port()
    fleet, configuration = place.folder / "embedded.yaml", place.folder / "litellm.yaml"
    slowly = {"first-token": "500ms", "inter-token": "20ms"}
    room = {"tier": "free", "context": 2 * tiny_model.CONTEXT, "max-output": 2 * tiny_model.CONTEXT, "abilities": ["tools", "json"]}
    fleet.write_text(json.dumps({"version": 1, "models": [
        {"id": QUICK, **room, "targets": [{"engine": "embedded"}]},
        {"id": SLOW, **room, "targets": [{"engine": "embedded", "latency": slowly}]},
    ]}))  # fmt: skip
    configuration.write_text(json.dumps({
        "model_list": [
            {"model_name": name, "litellm_params": {"model": f"openai/{name}", "api_base": f"http://127.0.0.1:{behind}/v1", "api_key": "any"}}
            for name in (QUICK, SLOW)
        ],
        "litellm_settings": {"telemetry": False, "num_retries": 0, "request_timeout": 60, "callbacks": []},
        "general_settings": {"master_key": UPSTREAM_KEY},
    }))  # fmt: skip
    words = [place.installed / "litellm/bin/litellm", "--config", configuration, "--host", "127.0.0.1", "--port", port,
             "--num_workers", 1, "--telemetry", "False"]  # fmt: skip
    environment = {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_LOG": "ERROR"}
    with (
        gateway.serve(place.root, place.folder / "embedded.log", behind, "--fleet", fleet) as embedded,
        Process("litellm", words, place.folder / "litellm.log", environment) as process,
    ):
        embedded.wait_until_up(behind, "/readyz")
        process.wait_until_up(port, "/health/liveliness")
        yield Server(port, UPSTREAM_KEY, QUICK, SLOW, tiny_model.CONTEXT), process, partial(in_flight, behind)


def in_flight(port):
    meters = dict(line.rsplit(" ", 1) for line in wire.get(port, "/metrics", "any").splitlines() if not line.startswith("#"))
    return float(meters["plugsky_requests_in_flight"]) > 0


UPSTREAMS = [
    Upstream(
        "llama-server",
        "llama",
        llama_server,
        refused={"top_k": "many"},
        known={"named_tool": "it takes a tool_choice that names a tool for auto"},
    ),
    Upstream(
        "llama-cpp-python",
        "llama",
        llama_cpp_python,
        refused={"top_k": "many"},
        target={
            "health": False,
            "parameters": {"rename": {"max_completion_tokens": "max_tokens"}, "developer": "system", "ignored": ["n", "stream_options"]},
        },
        known={
            "stream_usage": "it does not count the tokens of a stream, which the fleet file declares",
            "schema": "it takes text and json_object only",
            "tools": "it takes required for auto",
            "tools_in_stream": "it takes required for auto",
            "named_tool": "it calls the tool, but knows no bounds of numbers",
            "too_long_stream": "it begins its answer before it looks at the prompt, and then breaks it off without a word",
            "left_before_the_answer": "it brings to its end what is not streamed",
        },
    ),
    Upstream("litellm", "litellm", litellm, refused={"messages": [{"role": "user", "content": [REMOTE_IMAGE]}]}),
]
