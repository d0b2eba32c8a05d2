"""Servers of this run: started on free ports of this machine, waited for, stopped by their process id."""

import http.client
import os
import signal
import socket
import subprocess
import time

START_SECONDS = 90
STOP_SECONDS = 10
POLL_SECONDS = 0.1


class NotAvailable(Exception):
    """A part cannot be installed or does not start; the others can still run."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Process:
    """A server with a log of its own. Leaving the context stops it and all that it started."""

    def __init__(self, name, words, log, environment=None, folder=None):
        self.name, self.log = name, log
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as output:
            self.child = subprocess.Popen(
                [str(word) for word in words], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd=folder,
                env=os.environ | (environment or {}), start_new_session=True,
            )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def wait_until_up(self, port, path):
        """Until a GET is answered with 200."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.child.poll() is not None:
                raise NotAvailable(f"{self.name} ended with {self.child.returncode} at its start: {self.log}")
            if answers(port, path):
                return self
            time.sleep(POLL_SECONDS)
        raise NotAvailable(f"{self.name} does not answer within {START_SECONDS} s: {self.log}")

    def kill(self):
        """At once, as a machine that fails."""
        self._signal(signal.SIGKILL)
        self.child.wait(STOP_SECONDS)

    def stop(self):
        if self.child.poll() is not None:
            return
        self._signal(signal.SIGTERM)
        try:
            self.child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def _signal(self, number):
        try:
            os.killpg(self.child.pid, number)
        except ProcessLookupError:
            pass  # it has just ended by itself


def answers(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
