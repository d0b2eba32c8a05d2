"""What became of each case, straight and through the gateway, and the verdict."""

from dataclasses import dataclass, field

WIDTH = 160
OK, NOT_ASKED = "ok", "-"


@dataclass
class Row:
    """A case at an upstream.

    straight, gateway: OK, NOT_ASKED or what was wrong. same: whether both answered equally, as far as both did. known: why the gateway is not
    to blame for a failure, if that is known. repairs: what it put right.
    """

    upstream: str
    case: str
    straight: str
    gateway: str
    same: bool
    known: str | None
    repairs: list = field(default_factory=list)

    def fails(self):
        """Whether the gateway is to blame."""
        return not self.same or (self.gateway != OK and self.known is None)

    def through(self):
        if self.gateway != OK:
            return f"{'FAILS' if self.fails() else 'known'}: {self.gateway}"
        if not self.same:
            return "DIFFERS from the straight answer"
        repaired = f", repaired: {', '.join(self.repairs)}" if self.repairs else ""
        return OK + repaired + (", though known to fail" if self.known else "")


def lines(rows):
    """The table, a line for each case and one for each reason; what is long is cut."""
    name = max(len(row.case) for row in rows)
    for upstream in dict.fromkeys(row.upstream for row in rows):
        yield f"\n{upstream}\n  {'case':{name}}  straight  through the gateway"
        for row in (row for row in rows if row.upstream == upstream):
            straight = row.straight if row.straight in (OK, NOT_ASKED) else "fails"
            yield f"  {row.case:{name}}  {straight:8}  {row.through()}"[:WIDTH]
            if straight == "fails" and row.straight != row.gateway:
                yield f"  {'':{name}}            straight: {row.straight}"[:WIDTH]
            if row.known and row.gateway != OK:
                yield f"  {'':{name}}            because: {row.known}"[:WIDTH]
