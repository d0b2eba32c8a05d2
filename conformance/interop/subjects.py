"""The servers that are graded: how each is installed and started, and what the kit is told of it."""

import json
import subprocess
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import gateway
import tiny_model
import upstreams
from processes import Process, free_port

KEY = "sk-grades"
MODEL = "plugsky-pro"
ROOM = 2_048


def scripted_models(place):
    """The models of the scripted upstream that the rules on gateways ask for."""
    kit = place.root / "conformance/kit/target/plugsky-conformance.jar"
    words = [place.root / "scripts/jdk", "java", "-jar", kit, "upstream", "--models"]
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=60, check=True).stdout.split()


@dataclass(frozen=True)
class Graded:
    """A server that runs.

    port, key, model: how it is asked. words: more options for the kit. path: where its API begins.
    """

    port: int
    key: str | None
    model: str
    words: list = field(default_factory=list)
    path: str = "/v1"


@dataclass(frozen=True)
class Subject:
    """A server to be graded.

    parts: what is installed for it. start: given the place, yields what runs. version: given the place, tells it. profile: of the kit.
    note: what it answered with. generated: whether it gets generated requests and experiments on parameters, too.
    """

    name: str
    parts: list
    start: Callable
    version: Callable
    profile: str = "core"
    note: str = ""
    generated: bool = True


@contextmanager
def ours(place):
    port = free_port()
    with gateway.serve(place.root, place.folder / "server.log", port) as process:
        process.wait_until_up(port, "/readyz")
        yield Graded(port, None, MODEL, ["--text-model", "plugsky-lite", "--vision-model", "plugsky-vision", "--fusion-model", "plugsky-fusion"])


@contextmanager
def llama_server(place):
    """With a bound on answers: a model that has learnt nothing never ends one by itself."""
    port = free_port()
    words = [place.installed / "llama/build/bin/llama-server", "--model", upstreams.model_file(place), "--alias", tiny_model.NAME,
             "--host", "127.0.0.1", "--port", port, "--ctx-size", 4 * ROOM, "--parallel", 4, "--predict", 64, "--threads", 1, "--api-key", KEY]  # fmt: skip
    with Process("llama-server", words, place.folder / "llama-server.log") as process:
        process.wait_until_up(port, "/health")
        yield Graded(port, KEY, tiny_model.NAME)


@contextmanager
def llama_cpp_python(place):
    """With a small context, which bounds answers: this server knows no other bound."""
    port = free_port()
    folder = place.installed / "llama"
    words = [folder / "venv/bin/python", "-m", "llama_cpp.server", "--model", upstreams.model_file(place), "--model_alias", tiny_model.NAME,
             "--host", "127.0.0.1", "--port", port, "--n_ctx", ROOM // 2, "--n_threads", 1, "--api_key", KEY]  # fmt: skip
    libraries = str(folder / "build/bin")
    environment = {"PYTHONPATH": str(folder / "source"), "LLAMA_CPP_LIB_PATH": libraries, "MTMD_CPP_LIB": libraries, "PYTHONUNBUFFERED": "1"}
    with Process("llama-cpp-python", words, place.folder / "llama-cpp-python.log", environment) as process:
        process.wait_until_up(port, "/docs")
        yield Graded(port, KEY, tiny_model.NAME)


@contextmanager
def litellm(place):
    """LiteLLM's proxy, before our embedded engine for the rules on models and before the scripted upstream for those on gateways."""
    port, behind, scripted = free_port(), free_port(), free_port()
    configuration = place.folder / "litellm.yaml"

    def model(name, at):
        return {"model_name": name, "litellm_params": {"model": f"openai/{name}", "api_base": f"http://127.0.0.1:{at}/v1", "api_key": "sk-upstream"}}

    configuration.write_text(json.dumps({
        "model_list": [model(name, behind) for name in (MODEL, "plugsky-vision")] + [model(name, scripted) for name in scripted_models(place)],
        "litellm_settings": {"telemetry": False, "request_timeout": 30, "callbacks": []},
        "general_settings": {"master_key": KEY},
    }))  # fmt: skip
    words = [place.installed / "litellm/bin/litellm", "--config", configuration, "--host", "127.0.0.1", "--port", port,
             "--num_workers", 1, "--telemetry", "False"]  # fmt: skip
    environment = {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_LOG": "ERROR"}
    with (
        gateway.serve(place.root, place.folder / "embedded.log", behind) as embedded,
        Process("litellm", words, place.folder / "litellm.log", environment) as process,
    ):
        embedded.wait_until_up(behind, "/readyz")
        process.wait_until_up(port, "/health/liveliness")
        yield Graded(port, KEY, MODEL, ["--vision-model", "plugsky-vision", "--upstream-port", scripted])


@contextmanager
def openai_mock_api(place):
    port = free_port()
    configuration = place.folder / "mock.yaml"
    configuration.write_text(json.dumps({"apiKey": KEY, "port": port, "responses": [
        {"id": "any", "messages": [{"role": "user", "matcher": "any"}, {"role": "assistant", "content": "The harbour lies still, and the boats sleep."}]},
    ]}))  # fmt: skip
    words = ["node", place.installed / "openai-mock-api/node_modules/openai-mock-api/dist/cli.js", "--config", configuration, "--port", port]
    with Process("openai-mock-api", words, place.folder / "mock.log") as process:
        process.wait_until_up(port, "/health")
        yield Graded(port, KEY, "gpt-4o")


@contextmanager
def portkey(place):
    """Portkey's gateway, before our embedded engine; it takes its upstream from headers, so that there is one for all models."""
    port, behind = free_port(), free_port()
    program = place.installed / "portkey/node_modules/@portkey-ai/gateway/build/start-server.js"
    with (
        gateway.serve(place.root, place.folder / "embedded.log", behind, key=KEY) as embedded,
        Process("portkey", ["node", program, f"--port={port}", "--headless"], place.folder / "portkey.log", {"NODE_ENV": "production"}) as process,
    ):
        embedded.wait_until_up(behind, "/readyz")
        process.wait_until_up(port, "/")
        yield Graded(port, KEY, MODEL, [
            "--header", "x-portkey-provider: openai", "--header", f"x-portkey-custom-host: http://127.0.0.1:{behind}/v1",
            "--vision-model", "plugsky-vision",
        ])  # fmt: skip


def python_package(part, folder, name):
    def version(place):
        program = place.installed / part / folder / "bin/python"
        words = [program, "-c", f"import importlib.metadata as m; print(m.version('{name}'))"]
        return subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=60, check=True).stdout.strip()

    return version


def node_package(part, name):
    return lambda place: json.loads((place.installed / part / "node_modules" / name / "package.json").read_text())["version"]


def vendored(place):
    """llama.cpp as llama-cpp-python brings it."""
    source = next(Path(place.installed / "llama").glob("llama_cpp_python-*.tar.gz")).name
    return f"in {source.removesuffix('.tar.gz').replace('_', '-')}"


SUBJECTS = [
    Subject("Plugsky, profile plugsky", [], ours, lambda place: "this commit", "plugsky", "embedded engine"),
    Subject("Plugsky", [], ours, lambda place: "this commit", note="embedded engine"),
    Subject("llama.cpp server", ["llama"], llama_server, vendored, note="a tiny model of random weights"),
    Subject("llama-cpp-python", ["llama"], llama_cpp_python,
            lambda place: vendored(place).removeprefix("in llama-cpp-python-"),
            note="a tiny model of random weights; without generated requests, since it answers one request at a time", generated=False),
    Subject("LiteLLM proxy", ["litellm"], litellm, python_package("litellm", ".", "litellm"),
            note="before our embedded engine and the scripted upstream"),
    Subject("openai-mock-api", ["openai-mock-api"], openai_mock_api, node_package("openai-mock-api", "openai-mock-api"), note="one text for all"),
    Subject("Portkey gateway", ["portkey"], portkey, node_package("portkey", "@portkey-ai/gateway"), note="before our embedded engine"),
]  # fmt: skip
