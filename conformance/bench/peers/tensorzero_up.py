"""Starts the HTTP gateway that TensorZero's wheel holds, on a free port of its own, and writes down where: CONFIGURATION ADDRESS."""

import signal
import sys

from tensorzero import _start_http_gateway

configuration, address = sys.argv[1:]
gateway = _start_http_gateway(
    config_file=configuration, clickhouse_url=None, postgres_url=None, valkey_url=None, async_setup=False
)
with open(address, "w", encoding="utf-8") as out:
    out.write(gateway.base_url)
signal.pause()
