"""The columns of each sheet, derived from the field declarations; one list for both ways."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any, Literal
from zoneinfo import ZoneInfo

from desktop.records import zones
from desktop.records.count import Count
from desktop.records.family import Kept
from desktop.records.kinds import Choice, Computed, Flag, Kind, LongText
from desktop.records.kinds_links import Link, Links, Placed, Places
from desktop.records.kinds_values import CountField, Degrees, WhenField, Whole
from desktop.records.models import content, declared
from desktop.records.when import When
from desktop.records.words import N_, _
from desktop.sheets.batch import Batch

Value = str | int | float | datetime | None
Role = Literal["field", "beside", "shown", "key"]

# The published numbers of an incident, which the list shows too.
_WORKED_OUT = ("launched", "downed", "killed", "injured")
_NO_COLUMN = {"incident": {"number"}, "report": {"incident"}, "figure": {"report", "of"}}


@dataclass(frozen=True, slots=True)
class Row:
    """One record and what stands around it; `report` and `owner` only of a figure."""

    record: Kept
    batch: Batch
    incident: Kept | None = None
    report: Kept | None = None
    owner: Kept | None = None

    def name(self, uid: str | None) -> str | None:
        """Return what a person calls another record."""
        return self.batch.names.get(uid, uid) if uid else None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key for the way back, its heading, and how its cell comes about.

    `style` is text, long, number, date, link or key; `width` is in characters; `options` are the
    allowed words with their meanings, `vocabulary` the terms that it takes, `several` at once.
    `role` says what an import does with it: a "field" is read, what stands "beside" one tells more
    of it, what is "shown" may not be edited, nor a "key", which tells records apart.
    """

    key: str
    label: str
    meaning: str
    cell: Callable[[Row], Value]
    style: str = "text"
    width: int = 14
    options: tuple[tuple[str, str], ...] = ()
    vocabulary: str = ""
    several: bool = False
    role: Role = "field"

    @property
    def name(self) -> str:
        """The name of the field that it is, or is worked out from."""
        return self.key.split(".")[1]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its code, its title and its columns."""

    code: str
    title: str
    columns: tuple[Column, ...]

    @property
    def record(self) -> str:
        """The type of the records that its rows are."""
        return RECORD_OF[self.code]

    def unmarked(self) -> "Table":
        """Return the table without the marks of its rows, which only a workbook has."""
        columns = tuple(one for one in self.columns if not one.key.endswith(".mark"))
        return replace(self, columns=columns)


RECORD_OF = {
    "incidents": "incident",
    "reports": "report",
    "figures": "figure",
    "sources": "source",
}


@cache
def table(code: str) -> Table:
    """Return the table "incidents", "reports", "figures" or "sources"."""
    record = RECORD_OF[code]
    title, leading = {
        "incidents": (N_("Incidents"), _number),
        "reports": (N_("Reports"), _of_incident),
        "figures": (N_("Figures"), _of_report),
        "sources": (N_("Sources"), lambda: iter(())),
    }[code]
    fields = [one for name in content(record) for one in _field(record, name)]
    return Table(code, _(title), (*leading(), *fields, *_trailing(record)))


def _number() -> Iterator[Column]:
    number = content("incident")["number"]
    yield Column(
        "incident.number",
        number.label,
        number.description,
        lambda row: row.record["number"],
        role="key",
    )


def _of_incident() -> Iterator[Column]:
    number = content("incident")["number"]
    yield Column(
        "incident.number",
        number.label,
        _("The incident that it belongs to."),
        lambda row: row.incident["number"] if row.incident else None,
        style="link",
        role="key",
    )
    yield Column(
        "incident.title",
        _("Incident"),
        _("The incident's title; read only."),
        lambda row: (row.incident["title"] or None) if row.incident else None,
        width=30,
        role="shown",
    )


def _of_report() -> Iterator[Column]:
    yield from _of_incident()
    yield Column(
        "incident.status",
        content("incident")["status"].label,
        _("The incident's status; read only."),
        lambda row: (
            content("incident")["status"].to_cell(row.incident["status"]) if row.incident else None
        ),
        role="shown",
    )
    yield Column(
        "report.speaker",
        content("report")["speaker"].label,
        _("Who makes the report that it stands in; read only."),
        lambda row: row.name(row.report["speaker"]) if row.report else None,
        width=24,
        role="shown",
    )
    yield Column(
        "report.when",
        content("report")["when"].label,
        _("The hours that the report speaks of; read only."),
        lambda row: _shown(row.report["when"]) if row.report else None,
        width=34,
        role="shown",
    )
    yield Column(
        "figure.owner",
        content("figure")["of"].label,
        content("figure")["of"].description,
        _owner_text,
        width=22,
        role="shown",
    )


def _owner_text(row: Row) -> Value:
    if row.owner is None:
        return None
    places = "; ".join(row.name(one.uid) or "" for one in row.owner["places"])
    words = (row.name(row.owner["measure"]), str(row.owner["count"]), places)
    return " ".join(word for word in words if word)


def _field(record: str, name: str) -> Iterator[Column]:
    """Yield the columns of one declared field; owner links stand elsewhere."""
    if name in _NO_COLUMN.get(record, ()):
        return
    kind = content(record)[name]
    key = f"{record}.{name}"
    match kind:
        case CountField():
            yield from _count(key, kind)
        case WhenField():
            yield from _when(key, kind)
        case Places():
            yield from _places(key, kind)
        case _:
            yield Column(
                key,
                kind.label,
                kind.description,
                _reader(name, kind),
                style=_style(kind, name),
                width=_width(kind),
                options=_options(kind),
                vocabulary=kind.vocabulary if isinstance(kind, Link | Links) else "",
                several=isinstance(kind, Links),
            )


def _reader(name: str, kind: Kind[Any]) -> Callable[[Row], Value]:
    if isinstance(kind, Flag):
        yes = _("yes")
        return lambda row: yes if row.record[name] else None
    if isinstance(kind, Choice):
        # Looking a translation up asks the disk, which is too dear for every cell.
        labels = {code: kind.to_cell(code) for code, _label, _text in kind.options}
        return lambda row: labels.get(row.record[name])
    return lambda row: kind.to_cell(row.record[name], row.batch.context)


def _style(kind: Kind[Any], name: str) -> str:
    if isinstance(kind, Whole | Degrees):
        return "number"
    if name == "url":
        return "link"
    return "long" if isinstance(kind, LongText) else "text"


def _width(kind: Kind[Any]) -> int:
    if isinstance(kind, LongText | Links):
        return 40
    if isinstance(kind, Choice | Flag | Whole | Degrees):
        return 12
    return 24


def _options(kind: Kind[Any]) -> tuple[tuple[str, str], ...]:
    if isinstance(kind, Flag):
        return ((_("yes"), ""),)
    if not isinstance(kind, Choice):
        return ()
    return tuple((_(label), kind.meaning(code)) for code, label, _text in kind.options if label)


def _count(key: str, kind: CountField) -> Iterator[Column]:
    name = key.partition(".")[2]

    def bound(which: str) -> Callable[[Row], Value]:
        def cell(row: Row) -> Value:
            count: Count = row.record[name]
            return count.low if which == "low" else count.high

        return cell

    yield Column(key, kind.label, kind.description, lambda row: str(row.record[name]))
    yield Column(
        f"{key}.low",
        _("{label}, least").format(label=kind.label),
        _("The lower bound; empty where there is none. Worked out from the count."),
        bound("low"),
        style="number",
        width=10,
        role="shown",
    )
    yield Column(
        f"{key}.high",
        _("{label}, most").format(label=kind.label),
        _("The upper bound; empty where there is none. Worked out from the count."),
        bound("high"),
        style="number",
        width=10,
        role="shown",
    )


def _shown(when: When | None) -> str | None:
    return when.show() if when else None


def _when(key: str, kind: WhenField) -> Iterator[Column]:
    name = key.partition(".")[2]
    label = kind.label

    def part(read: Callable[[When], Value]) -> Callable[[Row], Value]:
        def cell(row: Row) -> Value:
            when: When | None = row.record[name]
            return read(when) if when is not None else None

        return cell

    def known(read: Callable[[When], datetime]) -> Callable[[Row], Value]:
        return part(lambda when: _local(read(when), when.zone) if when.year_known else None)

    yield Column(key, label, kind.description, part(_shown), width=34)
    yield Column(
        f"{key}.start",
        _("{label}, start").format(label=label),
        _("The start, by the clock of the zone beside it; empty without a year."),
        known(lambda when: when.start),
        style="date",
        width=17,
        role="shown",
    )
    yield Column(
        f"{key}.end",
        _("{label}, end").format(label=label),
        _("The end, by the clock of that zone; of a day, the midnight that ends it."),
        known(lambda when: when.end),
        style="date",
        width=17,
        role="shown",
    )
    yield Column(
        f"{key}.zone",
        _("{label}, zone").format(label=label),
        _("The time zone: MSK is Moscow's, UTC+3."),
        part(lambda when: zones.label(when.zone)),
        width=10,
        role="shown",
    )
    yield Column(
        f"{key}.edtf",
        _("{label}, EDTF").format(label=label),
        _("The same with its doubt as ISO 8601-2 (EDTF) has it."),
        part(When.edtf),
        width=28,
        role="shown",
    )


def _local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _places(key: str, kind: Places) -> Iterator[Column]:
    name = key.partition(".")[2]

    def joined(read: Callable[[Row, Placed], str | None]) -> Callable[[Row], Value]:
        def cell(row: Row) -> Value:
            return "; ".join(read(row, one) or "" for one in row.record[name]) or None

        return cell

    yield Column(
        key,
        kind.label,
        _("Names as in the gazetteer, with semicolons between."),
        joined(lambda row, one: row.name(one.uid)),
        width=34,
    )
    yield Column(
        f"{key}.codes",
        _("{label}, codes").format(label=kind.label),
        _("In the same order: ISO 3166-2 for regions, GeoNames' for districts, else the uid."),
        joined(lambda row, one: _code(row, one.uid)),
        width=22,
        role="beside",
    )
    yield Column(
        f"{key}.written",
        _("{label}, as written").format(label=kind.label),
        _("In the same order: the words of whoever entered it."),
        joined(lambda _row, one: one.written.replace(";", ",")),
        width=26,
        role="beside",
    )


def _code(row: Row, uid: str) -> str:
    place = row.batch.places.get(uid)
    return (place["code"] if place else "") or uid


def _trailing(record: str) -> Iterator[Column]:
    """Yield what is worked out, then the keys that tell an import which record a row is."""
    if record == "incident":
        yield from _published()
    if record == "source":
        yield Column(
            "source.sha256",
            declared("source")["sha256"].label,
            declared("source")["sha256"].description,
            _fingerprint,
            width=20,
            role="shown",
        )
    if record == "report":
        yield from _pointers(record)
    if record in {"report", "figure"}:
        yield _key("incident.uid", _("Incident's uid"), lambda row: _uid(row.incident))
    if record == "figure":
        yield _key("report.uid", _("Report's uid"), lambda row: _uid(row.report))
        yield _key("figure.of", _("Of (uid)"), lambda row: row.record["of"])
    yield _key(f"{record}.uid", _("uid"), lambda row: row.record.uid)
    yield Column(
        f"{record}.version",
        _("version"),
        _("How often the record was changed; an import compares it. Leave it as it is."),
        lambda row: row.record.version,
        style="key",
        width=8,
        role="key",
    )
    yield Column(
        f"{record}.mark",
        _("mark"),
        _("Tells whether the row was edited. Leave it as it is; a new row has none."),
        lambda _row: None,
        style="key",
        width=10,
        role="key",
    )


def _pointers(record: str) -> Iterator[Column]:
    """Yield the uids of what is pointed at by a name that several may have."""
    for name, kind in content(record).items():
        if isinstance(kind, Link | Links) and kind.target in {"speaker", "source"}:
            yield Column(
                f"{record}.{name}.uid",
                _("{label}, uid").format(label=kind.label),
                _("Tells namesakes apart; where it is changed, it counts before the name."),
                _uids_of(name, kind),
                style="key",
                width=12,
                role="beside",
            )


def _uids_of(name: str, kind: Link | Links) -> Callable[[Row], Value]:
    if isinstance(kind, Links):
        return lambda row: "; ".join(row.record[name]) or None
    return lambda row: row.record[name]


def _key(key: str, label: str, cell: Callable[[Row], Value]) -> Column:
    meaning = _("Tells which record it is, on every desk. Leave it as it is.")
    return Column(key, label, meaning, cell, style="key", width=12, role="key")


def _uid(record: Kept | None) -> str | None:
    return record.uid if record else None


def _fingerprint(row: Row) -> Value:
    text: str = row.record["text"]
    return hashlib.sha256(text.encode()).hexdigest() if text else None


def _published() -> Iterator[Column]:
    fields = declared("incident")
    for name in _WORKED_OUT:
        yield _worked_out(name, fields[name], "text")
        yield Column(
            f"incident.{name}_low",
            _("{label}, least").format(label=fields[name].label),
            _("The lower bound of the published figure, to compute with."),
            _worked_out_cell(f"{name}_low"),
            style="number",
            width=10,
            role="shown",
        )
    yield _worked_out("reports", fields["reports"], "number")
    disagree, yes = fields["disagree"], _("yes")
    yield Column(
        "incident.disagree",
        disagree.label,
        disagree.description,
        lambda row: yes if _worked_out_cell("disagree")(row) else None,
        options=((yes, ""),),
        role="shown",
    )


def _worked_out(name: str, kind: Kind[Any], style: str) -> Column:
    assert isinstance(kind, Computed)  # noqa: S101 - declared so
    cell = _worked_out_cell(name)
    return Column(
        f"incident.{name}",
        kind.label,
        kind.description,
        cell,
        style=style,
        width=10,
        role="shown",
    )


def _worked_out_cell(name: str) -> Callable[[Row], Value]:
    return lambda row: row.batch.worked_out.get(row.record.uid, {}).get(name)
