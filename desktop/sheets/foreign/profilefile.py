"""Profiles as JSON text, to be kept and given to others; what is read is checked."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import Any, Final, TypeVar, get_args

from desktop.records import zones
from desktop.records.errors import Mendable
from desktop.records.when_reading import FIRST_YEAR, LAST_YEAR
from desktop.records.words import _
from desktop.sheets.foreign.profile import (
    Bound,
    FigureUse,
    Placing,
    Profile,
    Relation,
    Stranger,
    Use,
)
from desktop.sheets.foreign.table import Bounds
from desktop.sheets.foreign.targets import FIELDS, FIGURE, TARGETS

FORMAT: Final = "incident-desk profile"
VERSION: Final = 1
LONGEST: Final = 5_000_000
# More than any spreadsheet has; a row of headings stands in a few.
_ROWS, _COLUMNS, _HEADERS = 10**8, 16_384, 100

T = TypeVar("T")


class ProfileRefused(Mendable):
    """A file that is no profile, or one that this program does not understand."""


def dumped(profile: Profile) -> str:
    """Return a profile as JSON that people can read; what is as usual is left out."""
    plain = _without_usual(asdict(profile), Profile())
    plain["columns"] = {name: _use(use) for name, use in profile.columns.items()}
    if profile.each_row is not None:
        plain["each_row"] = _figure(profile.each_row)
    head = {"format": FORMAT, "version": VERSION}
    return json.dumps(head | plain, ensure_ascii=False, indent=1)


def _use(use: Use) -> dict[str, Any]:
    plain = _without_usual(asdict(use), Use())
    return plain | {"figure": _figure(use.figure)} if use.figure else plain


def _figure(figure: FigureUse) -> dict[str, Any]:
    return {"measure": figure.measure, **_without_usual(asdict(figure), FigureUse(""))}


def _without_usual(plain: Mapping[str, Any], usual: object) -> dict[str, Any]:
    return {name: value for name, value in plain.items() if value != getattr(usual, name)}


def loaded(text: str) -> Profile:
    """Return the profile of a JSON text; raises ProfileRefused, naming what is wrong."""
    if len(text) > LONGEST:
        raise ProfileRefused(_("This file is too large for a profile."))
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ProfileRefused(_("This file is no profile: it is not JSON.")) from error
    if not isinstance(plain, dict) or plain.pop("format", None) != FORMAT:
        raise ProfileRefused(_("This file is no profile of Incident Desk."))
    version = plain.pop("version", None)
    if version != VERSION:
        raise ProfileRefused(
            _(
                "This profile is of version {theirs}, and version {ours} is understood here; "
                "update the program or save the profile anew."
            ).format(theirs=version, ours=VERSION)
        )
    return Profile(**_read(plain, _PROFILE, "profile"))


def _read(plain: Any, readers: Mapping[str, Callable[[Any, str], Any]], at: str) -> dict[str, Any]:
    """Return the parts of an object, each read by its own reader."""
    if not isinstance(plain, dict):
        raise _wrong(at, _("an object"))
    unknown = [name for name in plain if name not in readers]
    if unknown:
        raise ProfileRefused(
            _("“{name}” in {at} is not known here; take it out or update the program.").format(
                name=unknown[0][:40], at=at
            )
        )
    return {name: readers[name](value, f"{at}.{name}") for name, value in plain.items()}


def _wrong(at: str, wanted: str) -> ProfileRefused:
    return ProfileRefused(_("{at} must be {wanted}; correct it.").format(at=at, wanted=wanted))


def _text(value: Any, at: str) -> str:
    if not isinstance(value, str):
        raise _wrong(at, _("a text"))
    return value


def _flag(value: Any, at: str) -> bool:
    if not isinstance(value, bool):
        raise _wrong(at, _("true or false"))
    return value


def _number(value: Any, at: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _wrong(at, _("a whole number"))
    return value


def _up_to(most: int) -> Callable[[Any, str], int]:
    def read(value: Any, at: str) -> int:
        if _number(value, at) > most:
            raise _wrong(at, _("at most {most}").format(most=most))
        return int(value)

    return read


def _maybe(read: Callable[[Any, str], T]) -> Callable[[Any, str], T | None]:
    return lambda value, at: None if value is None else read(value, at)


def _year(value: Any, at: str) -> int:
    if not FIRST_YEAR <= _number(value, at) <= LAST_YEAR:
        raise _wrong(at, _("a year"))
    return int(value)


def _zone(value: Any, at: str) -> str:
    if not zones.known(_text(value, at)):
        raise _wrong(at, _("a time zone such as Europe/Kyiv"))
    return str(value)


def _one_of(*options: str) -> Callable[[Any, str], Any]:
    def read(value: Any, at: str) -> Any:
        if value not in options:
            raise _wrong(at, _("one of {options}").format(options=", ".join(map(repr, options))))
        return value

    return read


def _texts(value: Any, at: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _wrong(at, _("a list"))
    return tuple(_text(one, at) for one in value)


def _by_name(read: Callable[[Any, str], T]) -> Callable[[Any, str], dict[str, T]]:
    def each(value: Any, at: str) -> dict[str, T]:
        if not isinstance(value, dict):
            raise _wrong(at, _("an object"))
        return {name: read(one, f"{at}[{name[:40]}]") for name, one in value.items()}

    return each


def _figure_of(value: Any, at: str) -> FigureUse:
    parts = _read(value, _FIGURE, at)
    if not parts.get("measure"):
        raise _wrong(f"{at}.measure", _("the code of a measure"))
    return FigureUse(**parts)


def _use_of(value: Any, at: str) -> Use:
    use = Use(**_read(value, _USE, at))
    if (use.to == FIGURE) != (use.figure is not None):
        raise _wrong(at, _("a figure with its measure, or something else without one"))
    return use


def _defaults_of(value: Any, at: str) -> dict[str, str]:
    found = _by_name(_text)(value, at)
    for name in found:
        _one_of(*FIELDS)(name, at)
    return found


def _bounds_of(value: Any, at: str) -> Bounds:
    parts = _read(value, _BOUNDS, at)
    missing = [one.name for one in fields(Bounds) if one.name not in parts]
    if missing:
        raise _wrong(f"{at}.{missing[0]}", _("given"))
    bounds = Bounds(**parts)
    if bounds.last < bounds.first - 1 or bounds.right < bounds.left:
        raise _wrong(at, _("a table whose end is not before its start"))
    return bounds


_FIGURE: Final[Mapping[str, Callable[[Any, str], Any]]] = {
    "measure": _text,
    "munition": _text,
    "bound": _one_of(*get_args(Bound)),
    "placed": _one_of(*get_args(Placing)),
    "place": _text,
    "of": _text,
    "relation": _one_of(*get_args(Relation)),
    "split": _flag,
    "note": _text,
}
_USE: Final[Mapping[str, Callable[[Any, str], Any]]] = {
    "to": _one_of(*TARGETS),
    "figure": _maybe(_figure_of),
    "whole_days": _flag,
}
_BOUNDS: Final[Mapping[str, Callable[[Any, str], Any]]] = {
    "header": _maybe(_up_to(_ROWS)),
    "headers": _up_to(_HEADERS),
    "first": _up_to(_ROWS),
    "last": _up_to(_ROWS),
    "left": _up_to(_COLUMNS),
    "right": _up_to(_COLUMNS),
}
_PROFILE: Final[Mapping[str, Callable[[Any, str], Any]]] = {
    "columns": _by_name(_use_of),
    "values": _by_name(_by_name(_text)),
    "defaults": _defaults_of,
    "places": _by_name(_text),
    "new_places": _one_of(*get_args(Stranger)),
    "new_terms": _one_of(*get_args(Stranger)),
    "new_speakers": _one_of(*get_args(Stranger)),
    "each_row": _maybe(_figure_of),
    "group": _texts,
    "zone": _zone,
    "year": _maybe(_year),
    "month_first": _flag,
    "name": _text,
    "sheet": _text,
    "bounds": _maybe(_bounds_of),
    "to_end": _flag,
}
