"""Changes of a profile that a person makes, one at a time; each gives another profile."""

from collections.abc import Mapping
from dataclasses import replace

from desktop.records.fold import fold
from desktop.sheets.foreign.profile import FigureUse, Placing, Profile, Use
from desktop.sheets.foreign.targets import FIGURE, SHARED

# What a column becomes, as one word: a target, or a figure of a measure.
MEASURED = "figure:"
_LEFT_OUT = Use()


def use_of(profile: Profile, name: str) -> Use:
    """Return what a column becomes."""
    key = fold(name)
    return next((use for one, use in profile.columns.items() if fold(one) == key), _LEFT_OUT)


def code_of(use: Use) -> str:
    """Return what a column becomes, as one word."""
    return f"{MEASURED}{use.figure.measure}" if use.figure else use.to


def become(profile: Profile, name: str, code: str) -> Profile:
    """Let a column become something; another that had it, where only one can, is left out."""
    columns = _without(profile.columns, name)
    use = use_of(profile, name)
    if code.startswith(MEASURED):
        before = use.figure or FigureUse("", placed=placed(profile))
        columns[name] = Use(FIGURE, replace(before, measure=code.removeprefix(MEASURED)))
        return replace(profile, columns=columns)
    if code not in SHARED:
        columns = {one: _LEFT_OUT if other.to == code else other for one, other in columns.items()}
    columns[name] = Use(code, whole_days=use.whole_days)
    return _unshared(replace(profile, columns=columns), name)


def given_up(profile: Profile, name: str, code: str) -> str:
    """Return the column that `become` would leave out, or ""."""
    if code in SHARED or code.startswith(MEASURED):
        return ""
    others = (one for one, use in profile.columns.items() if use.to == code)
    return next((one for one in others if fold(one) != fold(name)), "")


def refined(profile: Profile, name: str, use: Use) -> Profile:
    """Return a profile in which a column becomes the same in another manner."""
    return replace(profile, columns=_without(profile.columns, name) | {name: use})


def meaning(profile: Profile, name: str) -> dict[str, str]:
    """Return what values of a column mean."""
    key = fold(name)
    return next((dict(one) for column, one in profile.values.items() if fold(column) == key), {})


def means(profile: Profile, name: str, value: str, meant: str | None) -> Profile:
    """Let a value of a column mean a text; "" is nothing, None takes the meaning back."""
    said = meaning(profile, name)
    said.pop(value, None)
    if meant is not None:
        said[value] = meant
    key = fold(name)
    values = {one: told for one, told in profile.values.items() if fold(one) != key}
    return replace(profile, values=values | ({name: said} if said else {}))


def answered(profile: Profile, place: str, answer: str) -> Profile:
    """Let an unknown place be what a person says; "" takes the answer back."""
    key = fold(place)
    places = {name: told for name, told in profile.places.items() if fold(name) != key}
    return replace(profile, places=places | ({place: answer} if answer else {}))


def defaulted(profile: Profile, code: str, text: str) -> Profile:
    """Let a target have a text where no column gives one."""
    defaults = {one: told for one, told in profile.defaults.items() if one != code}
    return replace(profile, defaults=defaults | ({code: text} if text else {}))


def _without(columns: Mapping[str, Use], name: str) -> dict[str, Use]:
    """Return what columns become in their order, `name` spelled as the table does."""
    key = fold(name)
    found = {name if fold(one) == key else one: use for one, use in columns.items()}
    found.setdefault(name, _LEFT_OUT)
    return found


def placed(profile: Profile) -> Placing:
    """Return by which of the row's places a figure is placed, if nobody says otherwise."""
    taken = {use.to.partition(".")[0] for use in profile.columns.values()}
    return "where" if "where" in taken else ""


def _unshared(profile: Profile, name: str) -> Profile:
    """Let no figure be a share of a column that is no figure any more."""
    key = fold(name)
    columns = {
        one: replace(use, figure=replace(use.figure, of="", relation=""))
        if use.figure and fold(use.figure.of) == key
        else use
        for one, use in profile.columns.items()
    }
    return replace(profile, columns=columns)
