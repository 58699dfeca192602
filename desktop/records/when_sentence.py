"""Says in the person's language what was understood of a time, for the line under its field."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.records.when_words import KIND_SENTENCES, MONTHS, WEEKDAYS, Kind, Precision
from desktop.records.words import _, ngettext

_MANY_HOURS = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells: local bounds, both inclusive, and the marks of the time.

    `kind` is None where it is the usual one for such a text.
    """

    start: datetime
    end: datetime
    elapsed: timedelta
    precision: Precision
    zone: str
    kind: Kind | None
    approx: bool
    year_known: bool


def sentence(told: Told, *, with_year: bool) -> str:
    """Return the sentence; `with_year` names the year even where both ends have the same."""
    years = told.year_known and (with_year or told.start.year != told.end.year)
    said = _span(told, years=years)
    if told.approx:
        said = _("about {when}").format(when=said)
    if told.kind is not None:
        said = _("{when}; {kind}").format(when=said, kind=_(KIND_SENTENCES[told.kind]))
    if not told.year_known:
        said = _("{when}; the year is not known").format(when=said)
    return said


def _span(told: Told, *, years: bool) -> str:
    match told.precision:
        case Precision.MINUTE:
            return _clocks(told, years=years)
        case Precision.NIGHT:
            return _("night of {first} – {last}, noon to noon {zone}").format(
                first=_day(told, told.start, years=years),
                last=_day(told, told.end, years=years),
                zone=told.zone,
            )
        case Precision.DAY:
            days = (told.end.date() - told.start.date()).days + 1
            return _("{span} {zone}, {length}").format(
                span=_joined([_day(told, end, years=years) for end in (told.start, told.end)]),
                zone=told.zone,
                length=ngettext("{n} day", "{n} days", days).format(n=days),
            )
        case Precision.MONTH:
            ends = [_month(end, years=told.year_known) for end in (told.start, told.end)]
        case Precision.YEAR:
            ends = [f"{end.year}" for end in (told.start, told.end)]
    return _("{span} {zone}").format(span=_joined(ends), zone=told.zone)


def _clocks(told: Told, *, years: bool) -> str:
    first = f"{_day(told, told.start, years=years)} {_clock(told.start)}"
    if not told.elapsed:
        return _("{span} {zone}").format(span=first, zone=told.zone)
    last = _clock(told.end)
    if told.start.date() != told.end.date():
        last = f"{_day(told, told.end, years=years)} {last}"
    return _("{span} {zone}, {length}").format(
        span=f"{first} – {last}", zone=told.zone, length=length(told.elapsed)
    )


def _clock(moment: datetime) -> str:
    shown = f"{moment:%H:%M}"
    return _("{clock} (second)").format(clock=shown) if is_second(moment) else shown


def is_second(moment: datetime) -> bool:
    """Return whether the clock shows this local time for the second time, set back since."""
    return bool(moment.fold) and moment.utcoffset() != moment.replace(fold=0).utcoffset()


def length(elapsed: timedelta) -> str:
    """Return a length of time in words: "10 h 50 min", with days from 48 hours on."""
    minutes = int(elapsed.total_seconds()) // 60
    days = minutes // (24 * 60) if elapsed >= _MANY_HOURS else 0
    hours, minutes = divmod(minutes - days * 24 * 60, 60)
    parts = []
    if days:
        parts.append(_("{n} d").format(n=days))
    if hours:
        parts.append(_("{n} h").format(n=hours))
    if minutes or not parts:
        parts.append(_("{n} min").format(n=minutes))
    return " ".join(parts)


def _joined(ends: list[str]) -> str:
    return ends[0] if ends[0] == ends[-1] else " – ".join(ends)


def _day(told: Told, moment: datetime, *, years: bool) -> str:
    day = f"{moment.day} {_month(moment, years=years)}"
    return f"{_(WEEKDAYS[moment.weekday()])} {day}" if told.year_known else day


def _month(moment: datetime, *, years: bool) -> str:
    name = _(MONTHS[moment.month - 1])
    return f"{name} {moment.year}" if years else name
