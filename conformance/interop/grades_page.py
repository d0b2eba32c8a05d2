"""docs/grades.md: the grades of servers, what failed, and what became of parameters."""

from dataclasses import dataclass

REASON = 160
HEAD = """\
# Servers graded

Made by `make grades` on {day}. Each server was installed by its ordinary client, started on loopback, and graded by the kit's jar with
`--params --walk 200`, in profile core where nothing else is said. What a model says is no matter where it has learnt nothing: the rules that need sense are
inconclusive then. [The guide](guides/conformance.md) explains grades and verdicts.

| server | version | grade | % | passed | failed MUST | failed SHOULD | inconclusive | not applicable | seconds |
|---|---|---|--:|--:|--:|--:|--:|--:|--:|
"""


@dataclass(frozen=True)
class Grade:
    """A server and the kit's report of it. note: what it answered with."""

    name: str
    version: str
    note: str
    report: dict

    def row(self):
        counts = self.report["counts"]
        cells = [
            self.name + (f" ({self.note})" if self.note else ""), self.version, f"**{self.report['grade']}**", self.report["percent"], counts["passed"],
            counts["failed_must"], counts["failed"] - counts["failed_must"], counts["inconclusive"], counts["not_applicable"],
            round(self.report["seconds"]),
        ]  # fmt: skip
        return "| " + " | ".join(str(cell) for cell in cells) + " |"

    def failures(self):
        return [rule for rule in self.report["rules"] if rule["outcome"] == "fail"]

    def parameters(self, treatment):
        return [f"`{one['name']}`" for one in self.report["parameters"] if one["treatment"] == treatment]


def cell(text):
    line = " ".join(text.split())
    line = line if len(line) <= REASON else line[:REASON] + "..."
    return line.replace("|", "\\|").replace("<", "&lt;")


def section(grade):
    lines = [f"## {grade.name} {grade.version}"]
    failures = grade.failures()
    if failures:
        lines += ["| failed | | rule | why |", "|---|---|---|---|"]
        lines += [f"| {rule['id']} | {rule['level'].upper()} | {cell(rule['text'])} | {cell(rule.get('reason', ''))} |" for rule in failures]
    else:
        lines.append("No rule that could be judged failed.")
    lines.append("")
    for treatment in ("silently ignored", "a fault of the server"):
        if names := grade.parameters(treatment):
            lines.append(f"Parameters, {treatment}: {', '.join(names)}.")
    applied = grade.parameters("applied")
    if applied:
        lines.append(f"Applied, as far as it could be seen: {', '.join(applied)}.")
    found = [one for one in grade.report["findings"] if one["counts"]]
    lines.append(f"Generated requests and conversations found {len(found)}" + (f", the first: {cell(found[0]['title'])}" if found else "") + ".")
    return "\n".join(lines) + "\n"


def text(grades, day):
    table = "".join(grade.row() + "\n" for grade in grades)
    return HEAD.format(day=day.isoformat()) + table + "\n" + "\n".join(section(grade) for grade in grades)
