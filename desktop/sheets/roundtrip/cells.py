"""Reads one row's cells by their fields' kinds: each becomes a value, or is refused in words."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import zip_longest
from typing import Any

from desktop.records import zones
from desktop.records.context import Context
from desktop.records.errors import Ambiguous, Invalid, Unknown
from desktop.records.fold import fold
from desktop.records.kinds import Kind, Values
from desktop.records.kinds_links import Link, Links, Placed, Places
from desktop.records.kinds_values import WhenField
from desktop.records.merging import Refusal
from desktop.records.models import blank, content
from desktop.records.soundness import contradictions, require_no_ring
from desktop.records.when import When
from desktop.records.words import _
from desktop.sheets.columns import Column, Row, Table
from desktop.sheets.mark import as_written, canonical
from desktop.sheets.raw import Fault, Raw
from desktop.sheets.roundtrip.around import Around

Cells = Mapping[str, Raw]
_SHOWN_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a returned sheet: where it stands, and its cells by the columns' keys.

    `letters` are the letters of each column that is there.
    """

    table: Table
    sheet: str
    row: int
    cells: Cells
    letters: Mapping[str, str]

    @property
    def at(self) -> str:
        """The row's first cell, as spreadsheets name it."""
        return f"{self.sheet}!A{self.row}"

    def text(self, key: str) -> str:
        """Return a cell's text, without blanks around it."""
        return canonical(self.cells.get(key)).strip()

    def refuse(self, key: str, why: str) -> Refusal:
        """Return the refusal of one cell."""
        raw = self.cells.get(key)
        text = raw.text if isinstance(raw, Fault) else canonical(raw)
        heading = next((one.label for one in self.table.columns if one.key == key), "")
        letters = self.letters.get(key, "")
        return Refusal(self.sheet, self.row, letters, text[:_SHOWN_LENGTH], why, heading)


def edits(line: Line, base: Row, around: Around) -> tuple[Values, tuple[Refusal, ...]]:
    """Return the fields that a row has otherwise than the export had them, and what is refused."""
    changed = {
        column.key: column
        for column in line.table.columns
        if column.key in line.cells
        and not column.key.endswith((".mark", ".version"))
        and canonical(line.cells[column.key]) != _exported(column, base)
    }
    refused = [
        line.refuse(key, _not_here(column))
        for key, column in changed.items()
        if column.role in {"key", "shown"} or key == "incident.status"
    ]
    inside = _inside(base)
    if inside is not None:
        around = replace(around, context=around.context.within(inside))
    if not around.common:
        # What else was changed here since is not known, so that nobody may have edited them.
        refused = []
    values: Values = {}
    wanted = {column.name for key, column in changed.items()
              if column.role in {"field", "beside"} and key != "incident.status"}  # fmt: skip
    start = base.record.values
    for name, value in _read_all(
        line, wanted, start, changed=set(changed), around=around, refused=refused
    ):
        if value != start[name]:
            values[name] = value
    for name, why in contradictions(line.table.record, start | values, start):
        refused.append(line.refuse(f"{line.table.record}.{name}", str(why)))
        values.pop(name, None)
    if line.table.record == "place" and values.get("parent"):
        try:
            require_no_ring(
                ("place", base.record.uid), values["parent"], around.above, around.context.name
            )
        except Invalid as error:
            refused.append(line.refuse("place.parent", str(error)))
            del values["parent"]
    return values, tuple(refused)


def _inside(base: Row) -> Values | None:
    """Return the incident that a row belongs to, or is; None of a source."""
    kept = base.record if base.record.type == "incident" else base.incident
    return None if kept is None else kept.values


def filled(
    line: Line, around: Around, owner: Values | None, inside: Values | None
) -> tuple[Values, tuple[Refusal, ...]]:
    """Return the fields that a new row fills, and what is refused.

    `owner` links the row to what it belongs to, None where it does not say that clearly; `inside`
    is the incident that it is part of.
    """
    if inside is not None:
        around = replace(around, context=around.context.within(inside))
    columns = {
        column.key: column
        for column in line.table.columns
        if column.role in {"field", "beside"} and line.text(column.key)
    }
    record = line.table.record
    refused: list[Refusal] = []
    start = blank(record)
    wanted = {column.name for column in columns.values()} - {"status"}
    values = dict(_read_all(line, wanted, start, changed=(), around=around, refused=refused))
    named = {one.heading for one in refused}
    for name, kind in content(record).items():
        key = f"{record}.{name}"
        needed = kind.required and not (isinstance(kind, Link) and kind.owner)
        try:
            if needed and kind.label not in named:
                kind.insist(values.get(name, kind.empty))
        except Invalid as error:
            refused.append(line.refuse(key, str(error)))
    if owner is not None:
        for name, why in contradictions(record, start | owner | values):
            refused.append(line.refuse(f"{record}.{name}", str(why)))
    return values, tuple(refused)


def _exported(column: Column, base: Row) -> str:
    """Return the canonical text that the export wrote of the base."""
    return canonical(as_written([column.cell(base)])[0])


def _not_here(column: Column) -> str:
    """Return why a column can't be edited in a workbook, and what to do instead."""
    record, name = column.key.split(".")[:2]
    if column.key == "incident.status":
        return _("The status is changed in review, not in a workbook.")
    if column.role == "key":
        return _("It tells which record the row is and can't be changed here. Put back what stood.")
    declared = content(record).get(name)
    if declared is not None and column.key.count(".") == 2:
        return _("Worked out from {label}; change that.").format(label=declared.label)
    if declared is not None:
        return _("It is shown for reading here; change it on the sheet of its own record.")
    return _("Worked out from other records; change those.")


def _read_all(
    line: Line,
    wanted: Collection[str],
    start: Values,
    *,
    changed: Collection[str],
    around: Around,
    refused: list[Refusal],
) -> Iterator[tuple[str, Any]]:
    record = line.table.record
    for name, kind in content(record).items():
        if name not in wanted:
            continue
        key = f"{record}.{name}"
        faulty = _fault(line, key, kind)
        if faulty:
            refused.append(line.refuse(key, faulty))
            continue
        try:
            value = kind.insist(_Reading(line, key, changed, around).value(kind, start[name]))
        except Invalid as error:
            refused.append(line.refuse(key, _with_advice(error, kind)))
            continue
        yield name, value


def _fault(line: Line, key: str, kind: Kind[Any]) -> str:
    """Return why a cell's raw value can't even be read as text; "" where it can."""
    raw = line.cells.get(key)
    if isinstance(raw, Fault):
        return _("{what}: {why}.").format(what=raw.text[:40], why=raw.why)
    if isinstance(raw, date | datetime | time) and not isinstance(kind, WhenField):
        return _("The spreadsheet made a date of it; write {label} as text.").format(
            label=kind.label
        )
    return ""


def _with_advice(error: Invalid, kind: Kind[Any]) -> str:
    if isinstance(error, Ambiguous) and isinstance(kind, Link | Links):
        return _("{why} Put its uid into the column {label}, uid.").format(
            why=error, label=kind.label
        )
    if isinstance(error, Ambiguous):
        return _("{why} Put its code into the column {label}, codes.").format(
            why=error, label=kind.label
        )
    return str(error)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One field's cells: the field's own, and those beside it that tell namesakes apart.

    `changed` holds the columns that were edited; in a new row, none.
    """

    line: Line
    key: str
    changed: Collection[str]
    around: Around

    def value(self, kind: Kind[Any], start: Any) -> Any:
        """Return the value; raise `Invalid` where there is none."""
        match kind:
            case Places():
                return tuple(self._places(start))
            case Links():
                return self._links(kind, start)
            case Link():
                return self._link(kind)
            case WhenField():
                return kind.read(self.line.text(self.key), self._timed(start))
        return kind.read(canonical(self.line.cells.get(self.key)), self.around.context)

    def _timed(self, start: When | None) -> Context:
        """Return the context in the zone that the row had: only dates in Moscow's name none."""
        context = self.around.context
        if start is not None:
            return replace(context, zone=start.zone)
        label = self.line.text(f"{self.key}.zone").casefold()
        zone = zones.split(label)[1] if label else None
        return replace(context, zone=zone) if zone else context

    def _beside(self, which: str) -> list[str]:
        """Return the parts of the cell beside, in the order of the names."""
        text = self.line.text(f"{self.key}.{which}")
        return [part.strip() for part in text.split(";")] if text else []

    def _is_changed(self, which: str = "") -> bool:
        return (f"{self.key}.{which}" if which else self.key) in self.changed

    def _link(self, kind: Link) -> str | None:
        text = self.line.text(self.key)
        uid = self.line.text(f"{self.key}.uid")
        if uid and (self._is_changed("uid") or not (text or self.changed)):
            return self._known(kind.target, uid)
        try:
            return kind.read(text, self.around.context)
        except Ambiguous as error:
            if not self.changed and uid in error.uids:
                return uid
            raise

    def _links(self, kind: Links, start: tuple[str, ...]) -> tuple[str, ...]:
        uids = self._beside("uid")
        if uids and (self._is_changed("uid") or not self.line.text(self.key)):
            return tuple(dict.fromkeys(self._known(kind.target, uid) for uid in uids if uid))
        name = self.around.context.name
        picks = {" ".join(name(uid).split()): uid for uid in (*start, *uids) if uid}
        text = self.line.text(self.key)
        for called in sorted(picks, key=len, reverse=True):
            if ";" in called:
                # A title may hold what stands between two of them.
                text = text.replace(called, picks[called])
        picks |= {uid: uid for uid in picks.values()}
        return kind.read(text, self.around.context.picked(picks))

    def _known(self, target: str, uid: str) -> str:
        kept = self.around.known(target, [uid]).get(uid)
        if kept is None or kept.removed:
            message = _("No record of this desk has the uid {uid}; write its name instead.")
            raise Unknown(message.format(uid=uid[:40]), target=target, text=uid)
        return uid

    def _places(self, start: tuple[Placed, ...]) -> Iterator[Placed]:
        """Yield the places: by code where only codes changed or they tell a name's place."""
        names, codes, words = self._names(), self._beside("codes"), self._beside("written")
        only_beside = bool(self.changed) and not self._is_changed()
        if only_beside and self._is_changed("codes"):
            names = [""] * len(codes)
        elif only_beside and len(words) not in {0, len(names)}:
            raise Invalid(_("Write as many words as there are places, with semicolons between."))
        written = {one.uid: one.written for one in start}
        seen: set[str] = set()
        by_place = len(names) == len(codes)
        for at, (name, code) in enumerate(
            zip_longest(names, codes if by_place else [], fillvalue="")
        ):
            uid = self._place(name, code, start)
            if not uid or uid in seen:
                continue
            seen.add(uid)
            own = at < len(words) and (self._is_changed("written") or not self.changed)
            called = name or self.around.context.name(uid)
            yield Placed(uid, words[at] if own and by_place else written.get(uid, called))

    def _names(self) -> list[str]:
        text = self.line.text(self.key)
        if "," in text and ";" not in text and self.around.context.places(text, ()):
            return [text]
        parts = re.split(r"[;\n]", text) if ";" in text else re.split(r"[,;\n]", text)
        return [" ".join(part.split()) for part in parts if part.strip()]

    def _place(self, name: str, code: str, start: tuple[Placed, ...]) -> str:
        """Return the uid of one place; "" where neither name nor code is given."""
        context = self.around.context
        coded = self.around.coded(code) if code else ()
        if not name:
            if code and len(coded) != 1:
                message = _("No place, or more than one, has the code {code}; write its name.")
                raise Unknown(message.format(code=code[:40]), target="place", text=code)
            return coded[0] if coded else ""
        found = {match.uid for match in context.places(name, context.near)}
        meant = [uid for uid in coded if uid in found or fold(context.name(uid)) == fold(name)]
        if code and self._is_changed("codes") and len(meant) != 1:
            message = _("“{name}” does not have the code {code}; change one of them.")
            raise Invalid(message.format(name=name[:40], code=code[:40]))
        called = [one.uid for one in start if fold(context.name(one.uid)) == fold(name)]
        for candidates in (meant, called):
            if len(candidates) == 1:
                return candidates[0]
        return Places("").read(name, context)[0].uid
