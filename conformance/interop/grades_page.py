"""docs/grades.md: the grades of servers, what failed, and what became of parameters."""

from dataclasses import dataclass

from run import ROOT

REASON = 160
HEAD = """\
# Servers graded

Made by `make grades` on {day}. Each server was installed by its ordinary client, started on loopback, and graded by the kit's jar with
`--params --walk 100` where nothing else is said, and in profile core. What a model says is no matter where it has learnt nothing: the rules that need sense are
inconclusive then. [The guide](guides/conformance.md) explains grades and verdicts.

| server | version | grade | % | passed | failed MUST | failed SHOULD | inconclusive | not applicable | seconds |
|---|---|---|--:|--:|--:|--:|--:|--:|--:|
"""

TAUGHT = """\
## What these servers taught the kit
Each failed MUST was looked at by hand. Where the rule was wrong, it was mended, with a test:

- A server that answers what it should refuse failed ERR-01, ERR-02 and ERR-09, too, which are on the shape of errors. They look at refusals only.
- An error without `param`, or in a shape of its own (`{"detail": ...}`), failed each rule on refusals. In profile core ERR-01 alone asks for the shape.
- A history with calls that a server cannot take (500) failed twelve rules on streams, which ask with one, too. TOO-18 alone tells it in core.
- A stream that is declared `text/plain` failed twenty rules. In profile core STR-01 alone asks for the media type.
- An answer that ends by `length`, since the server bounds it or the model never ends, failed rules on calls and on JSON. It is inconclusive in core.
- TRB-04 told answers apart by `n`, which some servers ignore; now by the kind of answer. TRB-08 took the work of a small machine for a caller's
  holding it up; now callers that do not read are compared with callers that do.
- Rules on a server's models asked those of the scripted upstream, too; and a gateway whose breaker is open was judged by its 503.
- An answer that was compressed for a caller who offers gzip failed HDR-09; an error in place of a stream that never began failed STR-18.
- `x-portkey-provider` was taken for a secret, since it has `key` in it.
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
    # Servers say where their files are; where that is on the machine that graded them is nobody's business.
    line = " ".join(text.split()).replace(f"{ROOT}/", "")
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


def text(grades, missing, day):
    table = "".join(grade.row() + "\n" for grade in grades)
    absent = f"\nNot graded this time: {', '.join(missing)}.\n" if missing else ""
    return HEAD.format(day=day.isoformat()) + table + absent + "\n" + TAUGHT + "\n" + "\n".join(section(grade) for grade in grades)
