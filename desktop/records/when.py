"""When: a moment or a span of time, known to the minute, night, day, month or year."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from desktop.records import edtf, when_sentence, zones
from desktop.records.errors import Invalid
from desktop.records.typed import quoted
from desktop.records.when_words import KIND_TEXTS, LONGEST, MONTHS, Kind, Precision
from desktop.records.words import _
from desktop.records.zones import DEFAULT_ZONE, ZONES

if TYPE_CHECKING:
    from desktop.records.when_reading import Typed

__all__ = ["DEFAULT_ZONE", "ZONES", "Kind", "Precision", "When"]

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class When:
    """A time with its doubt.

    `start` and `end` are aware UTC. Known to the minute, `end` is the instant of the end, the
    same as `start` for a moment (kind at). Known to the day, month or year, they are the local
    midnight that begins the first and the one that ends the last. A night is the widest that
    anyone means by it: from noon to noon, local.

    While the year is unknown the bounds are clock times of `zone` kept as if they were UTC, from
    a start in the year 2000 on: such a time has no place in an order, and no offset.

    `zone` is an IANA name; a bare offset is kept as Etc/GMT-3 (the database's name of UTC+3).

    Raises ValueError where the parts contradict one another; only `read` takes people's text.
    """

    start: datetime
    end: datetime
    zone: str
    precision: Precision
    kind: Kind
    approx: bool = False
    year_known: bool = True

    def __post_init__(self) -> None:
        if self.start.tzinfo is not UTC or self.end.tzinfo is not UTC:
            raise ValueError(f"bounds must be in UTC: {self!r}")
        if self.start > self.end or (self.start == self.end) != (self.kind is Kind.AT):
            raise ValueError(f"the bounds don't fit the kind: {self!r}")
        if self.kind is Kind.AT and self.precision is not Precision.MINUTE:
            raise ValueError(f"a moment is known to the minute: {self!r}")

    @classmethod
    def read(
        cls,
        text: str,
        zone: str = DEFAULT_ZONE,
        year: int | None = None,
        kind: Kind | None = None,
    ) -> "When":
        """Return the time that a person typed, in English, Russian or Ukrainian.

        `zone` and `year` are used where the text names none; `kind` is what the text means where
        it has no word for it, else: one moment is at, a span with clock times is a reporting
        period, a night, day, month or year is within. `when_reading.understand` says how dates are
        read. A clock time that was skipped when the clocks went forward is refused; of one that
        came twice the first is taken, unless "(second)" follows it.

        Raises Invalid, naming what is wrong.
        """
        from desktop.records import when_reading  # noqa: PLC0415 - a start reads no text

        typed = when_reading.understand(text, year)
        zone = typed.zone or zone
        start, end = (_instant(bound, zone, typed, text) for bound in (typed.start, typed.end))
        if start > end or (start == end and typed.start != typed.end):
            raise Invalid(
                _("{text} ends before it starts: check the two.").format(text=quoted(text))
            )
        chosen = typed.kind or kind or _usual(start, end, typed.precision)
        if (start == end) != (chosen is Kind.AT):
            raise Invalid(_misfit(chosen).format(text=quoted(text)))
        return cls(start, end, zone, typed.precision, chosen, typed.approx, typed.year_known)

    def show(self, zone: str = DEFAULT_ZONE) -> str:
        """Return the canonical text, in English, which `read(text, zone)` takes back unchanged.

        The language is fixed so that files don't depend on who wrote them. The zone is left out
        only of days, months and years in `zone`, the kind only where it is the usual one.
        """
        start, end = self._local()
        body = self._shown(start, end)
        if self.precision is Precision.MINUTE or self.zone != zone:
            body += f" {zones.label(self.zone)}"
        if self.kind is not _usual(self.start, self.end, self.precision):
            body += f" ({KIND_TEXTS[self.kind]})"
        return f"~{body}" if self.approx else body

    def __str__(self) -> str:
        return self.show()

    def store(self) -> str:
        """Return the compact lossless text for files, which `load` takes back."""
        parts = [f"{_stamp(self.start)}/{_stamp(self.end)}", self.zone, self.precision, self.kind]
        parts += ["approx"] * self.approx + ["noyear"] * (not self.year_known)
        return " ".join(parts)

    @classmethod
    def load(cls, stored: str) -> "When":
        """Return the time that `store` wrote; Invalid if the text is damaged."""
        found = _STORED.fullmatch(stored[:LONGEST])
        if not found or not zones.known(found["zone"]):
            raise Invalid(_("{text} is not a stored time.").format(text=quoted(stored)))
        try:
            return cls(
                datetime.fromisoformat(found["start"]).astimezone(UTC),
                datetime.fromisoformat(found["end"]).astimezone(UTC),
                found["zone"],
                Precision(found["precision"]),
                Kind(found["kind"]),
                bool(found["approx"]),
                not found["noyear"],
            )
        except (ValueError, OverflowError) as error:
            raise Invalid(_("{text} is not a stored time.").format(text=quoted(stored))) from error

    def understood(self, *, with_year: bool = False) -> str:
        """Return the line under the field: "Thu 17 Jul 21:00 – Fri 18 Jul 07:50 MSK, 10 h 50 min".

        In the person's language. `with_year` names the year too: for a text that doesn't.
        """
        start, end = self._local()
        usual = _usual(self.start, self.end, self.precision)
        told = when_sentence.Told(
            start=start,
            end=end,
            elapsed=self.duration,
            precision=self.precision,
            zone=zones.label(self.zone),
            kind=None if self.kind is usual else self.kind,
            approx=self.approx,
            year_known=self.year_known,
        )
        return when_sentence.sentence(told, with_year=with_year)

    def in_year(self, year: int) -> "When":
        """Return the same time in `year`, which was unknown; Invalid if it has no such day."""
        return When.read(self.show(), year=year)

    def edtf(self) -> str:
        """Return the time as EDTF, ISO 8601-2."""
        start, end = self._local()
        return edtf.write(
            start, end, self.precision, approx=self.approx, year_known=self.year_known
        )

    @property
    def year(self) -> int | None:
        """The year that it begins in, in its own zone; None while that is unknown."""
        return self._local()[0].year if self.year_known else None

    @property
    def duration(self) -> timedelta:
        """The time from start to end; nothing for a moment."""
        return self.end - self.start

    @property
    def start_key(self) -> int | None:
        """The start in seconds since 1970 UTC, to sort and filter by; None without a year."""
        return int(self.start.timestamp()) if self.year_known else None

    @property
    def end_key(self) -> int | None:
        """The end in seconds since 1970 UTC, exclusive: a moment lasts to the end of its minute.

        So two times overlap exactly if each start_key is less than the other's end_key.
        """
        if not self.year_known:
            return None
        end = self.end + _MINUTE if self.kind is Kind.AT else self.end
        return int(end.timestamp())

    def overlaps(self, other: "When") -> bool:
        """Return whether the two may have an instant in common; False if a year is unknown."""
        keys = (self.start_key, self.end_key, other.start_key, other.end_key)
        start, end, other_start, other_end = keys
        if start is None or end is None or other_start is None or other_end is None:
            return False
        return start < other_end and other_start < end

    def _local(self) -> tuple[datetime, datetime]:
        """Return the bounds in the zone; the end of days, months and years in their last minute."""
        end = self.end
        if self.precision not in (Precision.MINUTE, Precision.NIGHT):
            end -= _MINUTE
        if not self.year_known:
            return self.start, end
        zone = ZoneInfo(self.zone)
        return self.start.astimezone(zone), end.astimezone(zone)

    def _shown(self, start: datetime, end: datetime) -> str:
        match self.precision:
            case Precision.MINUTE:
                return self._shown_clock(start, end)
            case Precision.YEAR:
                ends = [f"{start.year}", f"{end.year}"]
            case Precision.MONTH:
                ends = [self._month(start), self._month(end)]
            case _:
                ends = [self._day(start), self._day(end)]
                if (start.year, start.month) == (end.year, end.month) and start.day != end.day:
                    ends[0] = f"{start.day}"
                    ends = ["–".join(ends)] * 2
        body = ends[0] if ends[0] == ends[1] else " – ".join(ends)
        return f"night of {body}" if self.precision is Precision.NIGHT else body

    def _shown_clock(self, start: datetime, end: datetime) -> str:
        first = f"{self._day(start)} {_clock(start)}"
        if self.kind is Kind.AT:
            return first
        if start.date() == end.date():
            return f"{first}–{_clock(end)}"
        return f"{first} – {self._day(end)} {_clock(end)}"

    def _day(self, moment: datetime) -> str:
        return f"{moment.day} {self._month(moment)}"

    def _month(self, moment: datetime) -> str:
        name = MONTHS[moment.month - 1]
        return f"{name} {moment.year}" if self.year_known else name


_STORED = re.compile(
    r"(?P<start>[0-9T:-]{19}Z)/(?P<end>[0-9T:-]{19}Z) (?P<zone>[A-Za-z0-9_+/-]+) "
    r"(?P<precision>[a-z]+) (?P<kind>[a-z]+)(?P<approx> approx)?(?P<noyear> noyear)?"
)


def _stamp(moment: datetime) -> str:
    return f"{moment.isoformat(timespec='seconds')[:19]}Z"


def _clock(moment: datetime) -> str:
    # strftime would take ten times as long, and a list shows many.
    clock = f"{moment.hour:02}:{moment.minute:02}"
    return f"{clock} (second)" if when_sentence.is_second(moment) else clock


def _usual(start: datetime, end: datetime, precision: Precision) -> Kind:
    if precision is not Precision.MINUTE:
        return Kind.WITHIN
    return Kind.AT if start == end else Kind.PERIOD


def _misfit(kind: Kind) -> str:
    if kind is Kind.AT:
        return _("{text} is a span, and “at” is one moment: write one clock time, or “within”.")
    return _("{text} is one moment: write its end too, or choose “at”.")


def _instant(moment: datetime, zone: str, typed: "Typed", text: str) -> datetime:
    """Return the UTC instant of a local time; Invalid if it is a clock time that was skipped.

    A day whose midnight was skipped begins when the clocks were put forward.
    """
    if not typed.year_known:
        return moment.replace(tzinfo=UTC, fold=0)
    local = moment.replace(tzinfo=ZoneInfo(zone))
    instant = local.astimezone(UTC)
    skipped = instant.astimezone(local.tzinfo).replace(tzinfo=None) != moment
    if skipped and typed.precision is Precision.MINUTE:
        raise Invalid(
            _(
                "{text}: the clocks were put forward over {time} in {zone} on that day; "
                "check the time or the zone."
            ).format(text=quoted(text), time=f"{moment:%H:%M}", zone=zones.label(zone))
        )
    return instant
