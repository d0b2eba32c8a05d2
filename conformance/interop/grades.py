"""Grades servers that this project did not write, and writes docs/grades.md.

Each server is installed below conformance/interop/target at its first use (llama.cpp is compiled, which takes some minutes). All of them listen
on this machine only and are stopped at the end. Exit 0: all were graded; 1: some could not be, which the page says, too; 2: wrong use.
"""

import argparse
import datetime
import json
import os
import signal
import subprocess
import sys

import grades_page
from processes import NotAvailable
from run import ROOT, TARGET, end, install
from subjects import SUBJECTS
from upstreams import Place

PAGE = ROOT / "docs/grades.md"
KIT = ROOT / "conformance/kit/target/plugsky-conformance.jar"
GRADE_SECONDS = 15 * 60
WALK = 100


def grade(subject, place):
    """The kit's report of a server, as JSON."""
    report = place.folder / "report"
    generated = ["--walk", WALK, "--params"] if subject.generated else []
    with subject.start(place) as graded:
        words = [ROOT / "scripts/jdk", "java", "-Xmx256m", "-jar", KIT, "grade", "--base-url", f"http://127.0.0.1:{graded.port}{graded.path}",
                 "--model", graded.model, "--profile", subject.profile, *generated, "--report", report, *graded.words]  # fmt: skip
        (report / "report.json").unlink(missing_ok=True)
        with (place.folder / "grade.txt").open("wb") as output:
            status = subprocess.run(
                [str(word) for word in words], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, timeout=GRADE_SECONDS, check=False,
                env=os.environ | {"PLUGSKY_API_KEY": graded.key or ""},
            ).returncode  # fmt: skip
    if status not in (0, 1):
        last = (place.folder / "grade.txt").read_text(errors="replace").strip().splitlines()[-1:]
        raise NotAvailable(f"{subject.name} cannot be graded ({status}): {' '.join(last)[:200]}")
    return json.loads((report / "report.json").read_text())


def place_of(subject):
    folder = TARGET / "grades" / subject.name.replace(" ", "-").replace(",", "").lower()
    folder.mkdir(parents=True, exist_ok=True)
    return Place(ROOT, TARGET, folder)


def earlier(subject):
    """The grade of an earlier run."""
    place = place_of(subject)
    report = place.folder / "report/report.json"
    if not report.exists():
        raise NotAvailable("it was not graded yet")
    return grades_page.Grade(subject.name, subject.version(place), subject.note, json.loads(report.read_text()))


def graded(subject):
    for part in subject.parts:
        install(part)
    place = place_of(subject)
    report = grade(subject, place)
    print(f"{subject.name} {subject.version(place)}: {report['grade']} ({report['percent']} %), {report['seconds']:.0f} s", flush=True)
    return grades_page.Grade(subject.name, subject.version(place), subject.note, report)


def options():
    parser = argparse.ArgumentParser(prog="make grades", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [subject.name for subject in SUBJECTS]
    parser.add_argument("--only", action="append", metavar="NAME", help=f"one of: {'; '.join(names)}. The page is not written then")
    parser.add_argument("--page", action="store_true", help="grade nothing, and write the page from what was graded last")
    chosen = parser.parse_args()
    if unknown := set(chosen.only or []) - set(names):
        parser.error(f"--only: {', '.join(sorted(unknown))} (expected: {'; '.join(names)})")
    return chosen


def main():
    chosen = options()
    only = chosen.only
    signal.signal(signal.SIGTERM, end)
    grades, missing = [], []
    for subject in (subject for subject in SUBJECTS if not only or subject.name in only):
        try:
            grades.append(earlier(subject) if chosen.page else graded(subject))
        except (NotAvailable, subprocess.TimeoutExpired) as reason:
            missing.append(subject.name)
            print(f"{subject.name}: {reason}", file=sys.stderr)
    if not only and grades:
        PAGE.write_text(grades_page.text(grades, missing, datetime.date.today()))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
