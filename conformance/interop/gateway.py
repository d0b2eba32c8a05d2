"""Our server: before an upstream by a fleet file and by discovery, and as an upstream itself."""

import json
from contextlib import contextmanager

from processes import Process, free_port
from servers import Server

KEY = "sk-interop"
UPSTREAM_KEY = "sk-upstream"


def serve(root, log, port, *flags, key=None):
    """The built server, on a port of this machine; open without a key."""
    words = [root / "scripts/jdk", "java", "-XX:+UseSerialGC", "-jar", root / "server/target/plugsky.jar", "serve", "--port", port, *flags]
    environment = {"PLUGSKY_API_KEYS": key or "", "UPSTREAM_KEY": UPSTREAM_KEY}
    return Process(log.stem, words, log, environment, folder=log.parent)


@contextmanager
def before(upstream, straight, root, folder):
    """The gateway before a running upstream: the server of its models by a fleet file, and one that finds them."""
    fleet, log = folder / "fleet.yaml", folder / "requests.jsonl"
    log.unlink(missing_ok=True)
    fleet.write_text(json.dumps(fleet_of(upstream, straight), indent=2))  # JSON is YAML, too
    port, discovering = free_port(), free_port()
    url = f"http://127.0.0.1:{straight.port}/v1"
    logging = ("--set", "observe.access-log=json", "--set", f"observe.access-log-file={log}")
    with (
        serve(root, folder / "gateway.log", port, "--fleet", fleet, *logging, key=KEY) as by_file,
        serve(root, folder / "discovering.log", discovering, "--upstream", url, "--upstream-key-env", "UPSTREAM_KEY", key=KEY) as by_discovery,
    ):
        by_file.wait_until_up(port, "/readyz")
        by_discovery.wait_until_up(discovering, "/readyz")
        yield Server(port, KEY, straight.model, straight.slow, straight.context, discovering, log)


def fleet_of(upstream, straight):
    target = {"url": f"http://127.0.0.1:{straight.port}/v1", "key-env": "UPSTREAM_KEY", **upstream.target}
    ids = sorted({straight.model, straight.slow})
    return {"version": 1, "models": [{"id": name, "targets": [{"model": name, **target}]} for name in ids]}
