"""Asks real servers straight and through the gateway, case by case, and prints a table of both.

Each server is installed below conformance/interop/target at its first use (llama.cpp is compiled, which takes some minutes) and gets a tiny
model of random weights. All of them listen on this machine only and are stopped at the end. Exit 1: a case failed through the gateway and is not
known to be the upstream's doing, or was answered otherwise than straight; 2: nothing could be asked.
"""

import argparse
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import answers
import faults
import gateway
import table
from processes import NotAvailable, Process
from servers import Setting
from upstreams import UPSTREAMS, Place

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TARGET = HERE / "target"
INSTALL_SECONDS = 45 * 60
RUN_SECONDS = 20 * 60
CASES = {case.__name__: case for case in answers.CASES + faults.CASES}
LAST = {case.__name__: case for case in [faults.upstream_dies]}


def install(part):
    log = TARGET / f"install-{part}.log"
    print(f"{part} is installed if it is not yet ({log.relative_to(ROOT)} tells how far)", flush=True)
    with Process(f"install {part}", [HERE / "install", part, TARGET], log) as process:
        try:
            status = process.child.wait(INSTALL_SECONDS)
        except subprocess.TimeoutExpired:
            raise NotAvailable(f"{part} is not installed within {INSTALL_SECONDS} s: {log}") from None
    if status != 0:
        last = log.read_text(errors="replace").strip().splitlines()[-1:] or ["no reason was given"]
        raise NotAvailable(f"{part} cannot be installed: {last[0][:200]}")


@contextmanager
def running(upstream):
    """The upstream and the gateway before it."""
    folder = TARGET / "run" / upstream.name
    folder.mkdir(parents=True, exist_ok=True)
    with upstream.start(Place(ROOT, TARGET, folder)) as (straight, process, busy):
        with gateway.before(upstream, straight, ROOT, folder) as through:
            yield Setting(upstream.name, straight, through, upstream.refused, process.kill, busy)


def attempt(case, server, setting, name):
    """What a case returned, and what was wrong."""
    try:
        setting.settle()
        return case(server, setting, name), table.OK
    except Exception as error:  # whatever a client raises is the case's result
        reason = " ".join((str(error) or type(error).__name__).split())
        return None, reason if isinstance(error, AssertionError) else f"{type(error).__name__}: {reason}"


def asked(upstream, names):
    """The rows of the cases with these names."""
    rows = []
    with running(upstream) as setting:
        for name in (name for name in CASES if name in names):
            print(f"  {upstream.name}: {name}", flush=True)
            expected, straight = attempt(CASES[name], setting.straight, setting, name)
            got, through = attempt(CASES[name], setting.gateway, setting, name)
            same = {straight, through} != {table.OK} or expected == got
            rows.append(table.Row(upstream.name, name, straight, through, same, upstream.known.get(name)))
        for name in (name for name in LAST if name in names):
            _, through = attempt(LAST[name], setting.gateway, setting, name)
            rows.append(table.Row(upstream.name, name, table.NOT_ASKED, through, True, upstream.known.get(name)))
    for row in rows:  # now that the gateway has ended, its log is whole
        row.repairs = sorted({repair for entry in setting.gateway.logged(row.case) for repair in entry.get("repairs", [])})
    return rows


def options():
    parser = argparse.ArgumentParser(prog="make interop", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    every = [upstream.name for upstream in UPSTREAMS]
    cases = [*CASES, *LAST]
    parser.add_argument("--upstreams", default=",".join(every), help="those to ask. Defaults to all: %(default)s")
    parser.add_argument("--cases", default=",".join(cases), help="those to try. Defaults to all: %(default)s")
    chosen = parser.parse_args()
    chosen.upstreams, chosen.cases = chosen.upstreams.split(","), chosen.cases.split(",")
    for what, given, known in (("upstreams", chosen.upstreams, every), ("cases", chosen.cases, cases)):
        if unknown := set(given) - set(known):
            parser.error(f"--{what}: {', '.join(sorted(unknown))} (expected: {', '.join(known)})")
    return chosen


def end(number, _):
    sys.exit(f"stopped by {signal.Signals(number).name}" + (f" after {RUN_SECONDS} s" if number == signal.SIGALRM else ""))


def main():
    chosen = options()
    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGALRM, end)
    rows = []
    for upstream in (upstream for upstream in UPSTREAMS if upstream.name in chosen.upstreams):
        try:
            install(upstream.part)
            signal.alarm(RUN_SECONDS)
            rows += asked(upstream, chosen.cases)
        except NotAvailable as reason:
            print(f"{upstream.name} is not available: {reason}", file=sys.stderr)
        finally:
            signal.alarm(0)
    if not rows:
        return 2
    print("\n".join(table.lines(rows)))
    failed = sum(row.fails() for row in rows)
    print(f"\n{len(rows) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
