"""New rows: which incident or report each belongs to, and an uid that is made of what it says.

The same row read again gets the same uid, so that a book that comes in twice adds nothing twice.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.records.errors import Invalid
from desktop.records.family import Kept
from desktop.records.fold import fold
from desktop.records.kinds import Values
from desktop.records.merging import Refusal, Theirs
from desktop.records.models import blank
from desktop.records.words import _
from desktop.sheets.columns import Table, owner_words
from desktop.sheets.mark import canonical
from desktop.sheets.roundtrip.around import Around
from desktop.sheets.roundtrip.cells import Line, filled

_ORDER = ("place", "speaker", "source", "incident", "report", "figure")


def _order(pair: "tuple[Line, str]") -> tuple[int, bool]:
    """Sort owners before what they own, and totals before their shares."""
    line, _uid = pair
    return _ORDER.index(line.table.record), _is_share(line)


def _is_share(line: Line) -> bool:
    return bool(line.text("figure.of") or line.text("figure.owner"))


class _Astray(Invalid):
    """A row does not say clearly what it belongs to, in the column of a key."""

    def __init__(self, key: str, why: str, *, waits: bool = False) -> None:
        super().__init__(why)
        self.key = key
        self.waits = waits


def _texts(lines: Sequence[Line], key: str) -> list[str]:
    return [text for text in dict.fromkeys(line.text(key) for line in lines) if text]


def says_something(table: Table, line: Line) -> bool:
    """Return whether a row without an uid is a record at all: some field of it is filled."""
    return any(line.text(column.key) for column in table.columns if column.role == "field")


@dataclass(slots=True)
class Fresh:
    """The new rows of a book, and what has become of them so far.

    `seed` is the export's receipt.  `made` holds the rows with their uids by type, `values` what
    each of them became.
    """

    around: Around
    seed: str
    made: dict[str, list[tuple[Line, str]]] = field(default_factory=dict)
    values: dict[str, Values] = field(default_factory=dict)
    _given: set[str] = field(default_factory=set)
    _refused: set[str] = field(default_factory=set)
    _again: Counter[str] = field(default_factory=Counter)
    _next: dict[str, int] = field(default_factory=dict)
    _numbers: Mapping[str, str] = field(default_factory=dict)
    _known: dict[str, Kept] = field(default_factory=dict)
    _beneath: dict[str, Sequence[Kept]] = field(default_factory=dict)

    def read(self, lines: Sequence[tuple[Line, str]]) -> Iterator[Theirs | Refusal]:
        """Yield each new record, owners first, or why its row is refused.

        Each line comes with the uid that stands in it: "" but for one unknown here.
        """
        self._look_up([line for line, _uid in lines])
        left, patient = sorted(lines, key=_order), True
        while left:
            waiting: list[tuple[Line, str]] = []
            for line, given in left:
                try:
                    owner = self._owner(line)
                except _Astray as error:
                    if error.waits and patient:
                        waiting.append((line, given))
                    else:
                        yield from self._made(line, given, None, error)
                else:
                    yield from self._made(line, given, owner)
            # A share of a share waits until that is read; what waits for nothing is refused.
            patient = len(waiting) < len(left)
            left = waiting

    def _made(
        self, line: Line, given: str, owner: Values | None, astray: _Astray | None = None
    ) -> Iterator[Theirs | Refusal]:
        """Yield the record that a row makes, or why it is refused."""
        record = line.table.record
        values, refused = filled(line, self.around, owner, self._inside(owner or {}))
        if astray is not None:
            refused = (*refused, line.refuse(astray.key, str(astray)))
        if refused or owner is None:
            if record == "incident":
                self._refused.add(line.text("incident.number"))
            yield from refused
            return
        uid = given or self._uid(line)
        self._given.add(uid)
        self.made.setdefault(record, []).append((line, uid))
        self.values[uid] = blank(record) | owner | values
        yield Theirs(record, uid, owner | values, new=True, known=not given, at=line.at)

    def _inside(self, owner: Values) -> Values | None:
        """Return the incident that a row with this owner is part of; None of one that has none."""
        uid = owner.get("incident")
        if "report" in owner:
            uid = self._value_of(owner["report"]).get("incident")
        return self._value_of(uid) if uid else None

    def _value_of(self, uid: str) -> Values:
        """Return what a record holds that is new or known."""
        if uid in self.values:
            return self.values[uid]
        if uid in self._known:
            return self._known[uid].values
        below = (one for some in self._beneath.values() for one in some)
        return next((one.values for one in below if one.uid == uid), {})

    def _look_up(self, lines: Sequence[Line]) -> None:
        """Ask the desk at once for all that the rows point at."""
        below = [line for line in lines if line.table.record in {"report", "figure"}]
        self._numbers = self.around.numbered(_texts(below, "incident.number"))
        for record, key in (
            ("incident", "incident.uid"), ("report", "report.uid"), ("figure", "figure.of"),
        ):  # fmt: skip
            self._known |= self.around.known(record, _texts(below, key))
        incidents = {*self._numbers.values(), *_texts(below, "incident.uid")}
        incidents |= {one["incident"] for one in self._known.values() if one.type == "report"}
        self._known |= self.around.known("incident", list(incidents))
        self._beneath |= self.around.beneath("incident", list(incidents))
        reports = {one.uid for some in self._beneath.values() for one in some}
        self._beneath |= self.around.beneath("report", list(reports))

    def _uid(self, line: Line) -> str:
        keys = {f"{line.table.record}.{name}" for name in ("uid", "version", "mark")}
        texts = [
            canonical(line.cells.get(column.key))
            for column in line.table.columns
            if column.key not in keys
        ]
        said = "\ue000".join([self.seed, line.table.code, *texts])
        self._again[said] += 1
        said += f"\ue000{self._again[said]}"
        return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def _owner(self, line: Line) -> Values:
        """Return the link to the row's owner and its place among its like; raise `_Astray`."""
        key = ""
        try:
            match line.table.record:
                case "report":
                    key = "incident.number"
                    owner = self._incident(line)
                    values: Values = {"incident": owner}
                case "figure":
                    key = "report.uid"
                    owner = self._report(line)
                    values = {"report": owner} | self._total(line, owner)
                case _:
                    return {}
        except _Astray:
            raise
        except Invalid as error:
            raise _Astray(key, str(error)) from error
        if not line.text(f"{line.table.record}.position"):
            values["position"] = self._position(owner)
        return values

    def _position(self, owner: str) -> int:
        """Return the place after the last of the owner's reports or figures."""
        if owner not in self._next:
            there = self._beneath.get(owner, ())
            taken = [one["position"] for one in there if one["position"] is not None]
            self._next[owner] = max(taken, default=-1) + 1
        self._next[owner] += 1
        return self._next[owner] - 1

    def _incident(self, line: Line) -> str:
        """Return the incident that a row names by number or uid, new rows' words included."""
        number, uid = line.text("incident.number"), line.text("incident.uid")
        if uid in self._given:
            return uid
        if uid:
            kept = self._known.get(uid)
            if kept is None or kept.removed:
                raise Invalid(_("No incident of this desk has that uid; write its number instead."))
            if number and kept["number"] != number:
                raise Invalid(
                    _("The number is {number}, the uid is of {other}. Clear one of them.").format(
                        number=number[:40], other=kept["number"]
                    )
                )
            return uid
        if not number:
            raise Invalid(_("It names no incident; write its number."))
        found = [made for row, made in self.made.get("incident", ())
                 if row.text("incident.number") == number]  # fmt: skip
        if number in self._numbers:
            found.append(self._numbers[number])
        if len(found) == 1:
            return found[0]
        if found:
            message = _("{number} stands for several incidents. Give the new row another word.")
            raise Invalid(message.format(number=number[:40]))
        if number in self._refused:
            message = _("The row of the new incident {number} was refused; mend that first.")
            raise Invalid(message.format(number=number[:40]))
        message = _("No incident has the number {number}, and no new row calls itself so.")
        raise Invalid(message.format(number=number[:40]))

    def _report(self, line: Line) -> str:
        """Return the report that a figure's row names by uid, or by incident, speaker and hours."""
        uid = line.text("report.uid")
        if uid in self._given:
            return uid
        if uid:
            kept = self._known.get(uid)
            if kept is None or kept.removed:
                raise Invalid(_("No report of this desk has that uid; clear it or put it right."))
            number = line.text("incident.number")
            if number and self._known[kept["incident"]]["number"] != number:
                raise Invalid(
                    _("The report with that uid is not of {number}. Clear one of them.").format(
                        number=number[:40]
                    )
                )
            return uid
        incident = self._incident(line)
        found = [*self._existing(incident), *self._coming(incident)]
        for key in ("report.speaker", "report.when"):
            wanted = line.text(key)
            if wanted and len(found) > 1:
                found = [one for one in found if fold(one.texts[key]) == fold(wanted)]
        if len(found) == 1:
            return found[0].uid
        if not found:
            raise Invalid(_("No report of that incident is by that speaker, of those hours."))
        raise Invalid(
            _(
                "It may belong to {n} reports of that incident. Write the report's speaker and "
                "hours, or its uid."
            ).format(n=len(found))
        )

    def _existing(self, incident: str) -> "Iterator[_Candidate]":
        for one in self._beneath.get(incident, ()):
            speaker = self.around.context.name(one["speaker"]) if one["speaker"] else ""
            when = one["when"].show() if one["when"] else ""
            yield _Candidate(one.uid, {"report.speaker": speaker, "report.when": when})

    def _coming(self, incident: str) -> "Iterator[_Candidate]":
        for row, uid in self.made.get("report", ()):
            if self._incident(row) == incident:
                texts = {key: row.text(key) for key in ("report.speaker", "report.when")}
                yield _Candidate(uid, texts)

    def _total(self, line: Line, report: str) -> Values:
        """Return the figure that a new one is a share of; it must be of the same report."""
        uid, words = line.text("figure.of"), line.text("figure.owner")
        if not uid:
            return {"of": self._called(words, report)} if words else {}
        if uid in self._given:
            return {"of": uid}
        kept = self._known.get(uid)
        if kept is None or kept.removed or kept["report"] != report:
            message = _("That report has no figure with the uid under Of; clear it.")
            raise _Astray("figure.of", message)
        return {"of": uid}

    def _called(self, words: str, report: str) -> str:
        """Return the one figure of a report that words mean, new ones too; raise `_Astray`.

        They are its measure, count and places, as the rows of its shares show them, or as much of
        that as tells it from the others.
        """
        figures = {one.uid: one.values for one in self._beneath.get(report, ())}
        figures |= {uid: self.values[uid] for _line, uid in self.made.get("figure", ())
                    if self.values[uid]["report"] == report}  # fmt: skip
        name = self.around.context.name
        wanted = fold(words)
        for places, measure in ((True, True), (False, True), (False, False)):
            found = [
                uid
                for uid, one in figures.items()
                if wanted == fold(
                    owner_words(name, one["measure"] if measure else None, one["count"],
                                one["places"] if places else ())
                )
            ]  # fmt: skip
            if len(found) == 1:
                return found[0]
            if found:
                message = _(
                    "“{words}” may be {n} figures of that report. Write the places behind its "
                    "count, or its uid under Of (uid)."
                )
                raise _Astray("figure.owner", message.format(words=words[:40], n=len(found)))
        message = _(
            "That report has no figure “{words}”. Write the total's measure and count, as in "
            "“{example}”, or its uid under Of (uid)."
        )
        example = next((owner_words(name, one["measure"], one["count"], ())
                        for one in figures.values()), "73")  # fmt: skip
        raise _Astray("figure.owner", message.format(words=words[:40], example=example), waits=True)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A report that a figure's row may mean, with what the row would say of it."""

    uid: str
    texts: dict[str, str]
