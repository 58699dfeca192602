"""What a reviewer does with an incident by a key: each takes what was typed, if it asks for it."""

from collections.abc import Callable

from desktop.desk import asking, joining, ledger, ranking, review, ticking
from desktop.desk.desk import Desk
from desktop.desk.ledger import ACCEPTED
from desktop.records.delta import Change
from desktop.records.errors import Invalid
from desktop.records.family import Family, Kept
from desktop.records.words import _
from desktop.store import read
from desktop.ui.review.case import Case

Deed = Callable[[Family, str], Change | None]


class Deeds:
    """The steps of a review by name; those in `ASKING` need a line of text."""

    ASKING = frozenset({
        "return", "withdraw", "accept", "ask", "answer", "prefer", "deprecate", "normal", "join",
        "split",
    })  # fmt: skip

    def __init__(self, desk: Desk, case: Case) -> None:
        self._desk, self._case = desk, case
        self._deeds: dict[str, Deed] = {
            "accept": self._accept,
            "tick": self._tick,
            "tick rest": lambda family, _why: ticking.tick_rest(desk, family),
            "ask": self._ask,
            "answer": lambda family, text: asking.answer(desk, family, self._query(), text),
            "close query": lambda family, _why: asking.close(desk, family, self._query()),
            "join": self._join,
            "split": lambda family, why: joining.split(desk, family, {self._report()}, why),
        }
        for standing, name in (("preferred", "prefer"), ("deprecated", "deprecate"),
                               ("normal", "normal")):  # fmt: skip
            self._deeds[name] = self._ranking(standing)

    def do(self, name: str, family: Family, why: str) -> Change | None:
        """Do a step; raise `Invalid` where it can't be done, in words."""
        if name in review.STEPS:
            return review.take(self._desk, family, name, why)
        return self._deeds[name](family, why)

    def meant(self, name: str) -> str:
        """Return the step that a key means now: a second press takes back what the first did.

        Raises `Invalid` where there is nothing to do it with.
        """
        if name == "accept":
            self._finding()
        elif name in {"answer", "close query"}:
            self._query()
        elif name == "join":
            self._twin()
        elif name == "split":
            self._report()
        elif name in {"prefer", "deprecate"}:
            wanted = "preferred" if name == "prefer" else "deprecated"
            return "normal" if self._figure()["rank"] == wanted else name
        elif name == "ask" and self._case.checklist.key() is None:
            raise Invalid(_("Choose what you want to ask about."))
        return name

    def takes_back(self, name: str) -> bool:
        """Return whether a step takes an acceptance back, for which nothing is asked."""
        return name == "accept" and self._finding().standing == ACCEPTED

    def _accept(self, family: Family, why: str) -> Change | None:
        found = self._finding()
        if found.standing == ACCEPTED and found.acceptance is not None:
            return ledger.reopen(self._desk, family, found.acceptance)
        return ledger.accept(self._desk, family, found.finding, why)

    def _tick(self, family: Family, _why: str) -> Change | None:
        chosen = self._case.checklist.chosen()
        done = ticking.tick(self._desk, family, chosen)
        return done or ticking.untick(self._desk, family, chosen)

    def _ask(self, family: Family, text: str) -> Change | None:
        key = self._case.checklist.key()
        if key is None:
            raise Invalid(_("Choose what you want to ask about."))
        return asking.ask(self._desk, family, key, text)

    def _join(self, family: Family, why: str) -> Change | None:
        other = read.family(self._desk.file.connection, self._twin())
        if other is None:
            raise Invalid(_("The other incident is in the bin."))
        return joining.join(self._desk, family, other, why)

    def _ranking(self, standing: str) -> Deed:
        return lambda family, why: ranking.rank(
            self._desk, family, self._figure().uid, standing, why
        )

    def _finding(self) -> ledger.Judged:
        found = self._case.finding()
        if found is None:
            raise Invalid(_("There is no finding here."))
        return found

    def _twin(self) -> str:
        found = self._case.finding()
        if found is None or found.finding.check != "likely_duplicate":
            raise Invalid(_("Choose a finding that says which incident this may be again."))
        return next(uid for uid in found.finding.uids if uid != found.finding.incident)

    def _report(self) -> str:
        found = self._case.report()
        if found is None:
            raise Invalid(_("Choose something of the report that goes to a new incident."))
        return found.uid

    def _query(self) -> Kept:
        found = self._case.queries()
        if not found:
            raise Invalid(_("Nothing is asked about this."))
        return found[-1]

    def _figure(self) -> Kept:
        found = self._case.figure()
        if found is None:
            raise Invalid(_("Choose a figure first."))
        return found
