"""The columns of each sheet, derived from the field declarations; one list for both ways."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

from desktop.records import zones
from desktop.records.count import Count
from desktop.records.family import Kept
from desktop.records.kinds import Choice, Computed, Flag, Kind, LongText, Text
from desktop.records.kinds_links import Link, Links, Placed, Places
from desktop.records.kinds_values import CountField, Degrees, WhenField, Whole
from desktop.records.models import content, declared
from desktop.records.when import When
from desktop.records.words import N_, _
from desktop.sheets.batch import Batch

Value = str | int | float | datetime | None
# (batch, the values that are read) -> what the cell holds
Reading = Callable[..., Value]
Role = Literal["field", "beside", "shown", "key"]

# The published numbers of an incident, which the list shows too.
_WORKED_OUT = ("launched", "downed", "killed", "injured")
_NO_COLUMN = {"incident": {"number"}, "report": {"incident"}, "figure": {"report", "of"}}


class Input(NamedTuple):
    """One thing that a column is worked out from: a field of a record in or around the row.

    `whose` is the row's own record or one that it belongs to: an incident, report, figure, source,
    or "owner", the figure that a figure is a share of.  `field` is a declared field, "uid" or
    "version".
    """

    whose: str
    field: str

    @property
    def kind(self) -> Kind[Any] | None:
        """The declared kind that makes a value of what is stored; None where that is the value."""
        return content("figure" if self.whose == "owner" else self.whose).get(self.field)


@dataclass(frozen=True, slots=True)
class Row:
    """One record and what stands around it; `report` and `owner` only of a figure."""

    record: Kept
    batch: Batch
    incident: Kept | None = None
    report: Kept | None = None
    owner: Kept | None = None

    def read(self, given: Input) -> Any:
        """Return what a column is given; None where there is no such record."""
        record = self._whose(given.whose)
        if record is None:
            return None
        if given.field in {"uid", "version"}:
            return getattr(record, given.field)
        if given.field in record.values:
            return record[given.field]
        return self.batch.worked_out.get(record.uid, {}).get(given.field)

    def _whose(self, whose: str) -> Kept | None:
        if whose == self.record.type:
            return self.record
        around = {"incident": self.incident, "report": self.report, "owner": self.owner}
        return around[whose]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key for the way back, its heading, and how its cell comes about.

    `reads` says what it is worked out from, and `value(batch, *read)` works it out; where all that
    it reads is None nothing stands in it.  One row's cell is `cell(row)`; `runs` does the same for
    many rows at once.
    `style` is text, long, number, date, link or key; `width` is in characters; `options` are the
    allowed words with their meanings, `vocabulary` the terms that it takes, `several` at once.
    `role` says what an import does with it: a "field" is read, what stands "beside" one tells more
    of it, what is "shown" may not be edited, nor a "key", which tells records apart.
    """

    key: str
    label: str
    meaning: str
    reads: tuple[Input, ...]
    value: Reading
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

    @property
    def of_source(self) -> bool:
        """Whether it says where something was read: the source, those that retell it, the quote."""
        kinds = [one.kind for one in self.reads]
        return "quote" in self.name or any(
            isinstance(kind, Link | Links) and kind.target == "source" for kind in kinds
        )

    @property
    def as_stored(self) -> bool:
        """Whether its cell is what is stored, as it is."""
        return self.value is _itself and all(
            one.kind is None or one.kind.plain for one in self.reads
        )

    def cell(self, row: Row) -> Value:
        """Return what the column holds of one row."""
        read = [row.read(one) for one in self.reads]
        return None if all(one is None for one in read) else self.value(row.batch, *read)


def _itself(_batch: Batch, value: Value) -> Value:
    return None if value == "" else value


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
        return self._with(lambda one: not one.key.endswith(".mark"))

    def without_sources(self) -> "Table":
        """Return the table without what says where something was read."""
        return self._with(lambda one: not one.of_source)

    def _with(self, wanted: Callable[[Column], bool]) -> "Table":
        return replace(self, columns=tuple(one for one in self.columns if wanted(one)))

    @property
    def inputs(self) -> tuple[Input, ...]:
        """All that its columns are worked out from, each once."""
        return tuple(dict.fromkeys(given for one in self.columns for given in one.reads))


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
        (Input("incident", "number"),),
        _itself,
        role="key",
    )


def _of_incident() -> Iterator[Column]:
    number = content("incident")["number"]
    yield Column(
        "incident.number",
        number.label,
        _("The incident that it belongs to."),
        (Input("incident", "number"),),
        _itself,
        style="link",
        role="key",
    )
    yield Column(
        "incident.title",
        _("Incident"),
        _("The incident's title; read only."),
        (Input("incident", "title"),),
        _itself,
        width=30,
        role="shown",
    )


def _of_report() -> Iterator[Column]:
    yield from _of_incident()
    status = content("incident")["status"]
    yield Column(
        "incident.status",
        status.label,
        _("The incident's status; read only."),
        (Input("incident", "status"),),
        _reader(status),
        role="shown",
    )
    yield Column(
        "report.speaker",
        content("report")["speaker"].label,
        _("Who makes the report that it stands in; read only."),
        (Input("report", "speaker"),),
        _reader(content("report")["speaker"]),
        width=24,
        role="shown",
    )
    yield Column(
        "report.when",
        content("report")["when"].label,
        _("The hours that the report speaks of; read only."),
        (Input("report", "when"),),
        _part(_shown),
        width=34,
        role="shown",
    )
    yield Column(
        "figure.owner",
        content("figure")["of"].label,
        content("figure")["of"].description,
        tuple(Input("owner", name) for name in ("uid", "measure", "count", "places")),
        _owner_text,
        width=22,
        role="shown",
    )


def _owner_text(
    batch: Batch, _uid: str, measure: str | None, count: Count, places: tuple[Placed, ...]
) -> Value:
    called = batch.context.name
    named = "; ".join(called(one.uid) for one in places)
    words = (called(measure) if measure else "", str(count), named)
    return " ".join(word for word in words if word)


def _field(record: str, name: str) -> Iterator[Column]:
    """Yield the columns of one declared field; owner links stand elsewhere."""
    if name in _NO_COLUMN.get(record, ()):
        return
    kind = content(record)[name]
    key, reads = f"{record}.{name}", (Input(record, name),)
    match kind:
        case CountField():
            yield from _count(key, kind, reads)
        case WhenField():
            yield from _when(key, kind, reads)
        case Places():
            yield from _places(key, kind, reads)
        case _:
            yield Column(
                key,
                kind.label,
                kind.description,
                reads,
                _reader(kind),
                style=_style(kind, name),
                width=_width(kind),
                options=_options(kind),
                vocabulary=kind.vocabulary if isinstance(kind, Link | Links) else "",
                several=isinstance(kind, Links),
            )


def _reader(kind: Kind[Any]) -> Reading:
    if isinstance(kind, Flag):
        yes = _("yes")
        return lambda _batch, value: yes if value else None
    if isinstance(kind, Choice):
        # Looking a translation up asks the disk, which is too dear for every cell.
        labels = {code: kind.to_cell(code) for code, _label, _text in kind.options}
        return lambda _batch, value: labels.get(value)
    if isinstance(kind, Text | LongText):
        return _itself
    return lambda batch, value: kind.to_cell(value, batch.context)


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


def _count(key: str, kind: CountField, reads: tuple[Input, ...]) -> Iterator[Column]:
    yield Column(key, kind.label, kind.description, reads, lambda _batch, count: str(count))
    yield Column(
        f"{key}.low",
        _("{label}, least").format(label=kind.label),
        _("The lower bound; empty where there is none. Worked out from the count."),
        reads,
        lambda _batch, count: count.low,
        style="number",
        width=10,
        role="shown",
    )
    yield Column(
        f"{key}.high",
        _("{label}, most").format(label=kind.label),
        _("The upper bound; empty where there is none. Worked out from the count."),
        reads,
        lambda _batch, count: count.high,
        style="number",
        width=10,
        role="shown",
    )


def _part(read: Callable[[When], Value]) -> Reading:
    return lambda _batch, when: read(when) if when is not None else None


# An incident's window is mostly its reports' too, and stands beside their figures.
_remembered = lru_cache(4096)
_shown = _remembered(When.show)
_edtf = _remembered(When.edtf)


@_remembered
def _start(when: When) -> datetime | None:
    return _local(when.start, when.zone) if when.year_known else None


@_remembered
def _end(when: When) -> datetime | None:
    return _local(when.end, when.zone) if when.year_known else None


def _when(key: str, kind: WhenField, reads: tuple[Input, ...]) -> Iterator[Column]:
    label = kind.label
    yield Column(key, label, kind.description, reads, _part(_shown), width=34)
    yield Column(
        f"{key}.start",
        _("{label}, start").format(label=label),
        _("The start, by the clock of the zone beside it; empty without a year."),
        reads,
        _part(_start),
        style="date",
        width=17,
        role="shown",
    )
    yield Column(
        f"{key}.end",
        _("{label}, end").format(label=label),
        _("The end, by the clock of that zone; of a day, the midnight that ends it."),
        reads,
        _part(_end),
        style="date",
        width=17,
        role="shown",
    )
    yield Column(
        f"{key}.zone",
        _("{label}, zone").format(label=label),
        _("The time zone: MSK is Moscow's, UTC+3."),
        reads,
        _part(lambda when: zones.label(when.zone)),
        width=10,
        role="shown",
    )
    yield Column(
        f"{key}.edtf",
        _("{label}, EDTF").format(label=label),
        _("The same with its doubt as ISO 8601-2 (EDTF) has it."),
        reads,
        _part(_edtf),
        width=28,
        role="shown",
    )


def _local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _places(key: str, kind: Places, reads: tuple[Input, ...]) -> Iterator[Column]:
    def joined(read: Callable[[Batch, Placed], str]) -> Reading:
        return lambda batch, places: "; ".join(read(batch, one) for one in places) or None

    yield Column(
        key,
        kind.label,
        _("Names as in the gazetteer, with semicolons between."),
        reads,
        joined(lambda batch, one: batch.context.name(one.uid)),
        width=34,
    )
    yield Column(
        f"{key}.codes",
        _("{label}, codes").format(label=kind.label),
        _("In the same order: ISO 3166-2 for regions, GeoNames' for districts, else the uid."),
        reads,
        joined(lambda batch, one: _code(batch, one.uid)),
        width=22,
        role="beside",
    )
    yield Column(
        f"{key}.written",
        _("{label}, as written").format(label=kind.label),
        _("In the same order: the words of whoever entered it."),
        reads,
        joined(lambda _batch, one: one.written.replace(";", ",")),
        width=26,
        role="beside",
    )


def _code(batch: Batch, uid: str) -> str:
    place = batch.places.get(uid)
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
            (Input("source", "text"),),
            _fingerprint,
            width=20,
            role="shown",
        )
        yield Column(
            "source.attachments",
            _("Attachments"),
            _("The names of the files that belong to it; the desk keeps them. Read only."),
            (Input("source", "attachments"),),
            _itself,
            width=30,
            role="shown",
        )
    if record in {"report", "source"}:
        yield from _pointers(record)
    if record in {"report", "figure"}:
        yield _key(Input("incident", "uid"), _("Incident's uid"))
    if record == "figure":
        yield _key(Input("report", "uid"), _("Report's uid"))
        yield _key(Input("figure", "of"), _("Of (uid)"))
    yield _key(Input(record, "uid"), _("uid"))
    yield Column(
        f"{record}.version",
        _("version"),
        _("How often the record was changed; an import compares it. Leave it as it is."),
        (Input(record, "version"),),
        _itself,
        style="key",
        width=8,
        role="key",
    )
    yield Column(
        f"{record}.mark",
        _("mark"),
        _("Tells whether the row was edited. Leave it as it is; a new row has none."),
        (),
        lambda _batch: None,
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
                (Input(record, name),),
                _uids if isinstance(kind, Links) else _itself,
                style="key",
                width=12,
                role="beside",
            )


def _uids(_batch: Batch, uids: tuple[str, ...]) -> Value:
    return "; ".join(uids) or None


def _key(given: Input, label: str) -> Column:
    meaning = _("Tells which record it is, on every desk. Leave it as it is.")
    return Column(
        ".".join(given), label, meaning, (given,), _itself, style="key", width=12, role="key"
    )


def _fingerprint(_batch: Batch, text: str) -> Value:
    return hashlib.sha256(text.encode()).hexdigest() if text else None


def _published() -> Iterator[Column]:
    fields = declared("incident")
    for name in _WORKED_OUT:
        yield _worked_out(name, fields[name], "text")
        yield Column(
            f"incident.{name}_low",
            _("{label}, least").format(label=fields[name].label),
            _("The lower bound of the published figure, to compute with."),
            (Input("incident", f"{name}_low"),),
            _itself,
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
        (Input("incident", "disagree"),),
        lambda _batch, value: yes if value else None,
        options=((yes, ""),),
        role="shown",
    )


def _worked_out(name: str, kind: Kind[Any], style: str) -> Column:
    assert isinstance(kind, Computed)  # noqa: S101 - declared so
    return Column(
        f"incident.{name}",
        kind.label,
        kind.description,
        (Input("incident", name),),
        _itself,
        style=style,
        width=10,
        role="shown",
    )
