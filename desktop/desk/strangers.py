"""The names in somebody's table that the desk does not know, and what is done with each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.desk import mapping
from desktop.records.fold import fold
from desktop.records.kinds_links import Link
from desktop.records.models import content
from desktop.sheets.foreign.converted import Unknown
from desktop.sheets.foreign.names import ADD, NOTE, UNDER
from desktop.sheets.foreign.profile import Profile, Stranger
from desktop.sheets.foreign.targets import FIELDS, MUNITION


@dataclass(frozen=True, slots=True)
class Met:
    """An unknown name, and the answer: "add", "note" or the uid or name of what it is.

    `under` is the uid of the place that it would lie in.
    """

    target: str
    kind: str
    name: str
    answer: str
    under: str = ""


def met(unknown: Iterable[Unknown], profile: Profile) -> list[Met]:
    """Return each unknown name once, those that were answered as well."""
    found: dict[tuple[str, str], Met] = {}
    for name, answer in profile.places.items():
        if answer.startswith(UNDER):
            one = Met("place", "", name, ADD, answer.removeprefix(UNDER))
        else:
            one = Met("place", "", name, answer)
        found["place", fold(name)] = one
    for stranger in unknown:
        key = (stranger.target, fold(stranger.name))
        before = found.get(key)
        if before is None:
            found[key] = Met(
                stranger.target, stranger.kind, stranger.name, stranger.answer, stranger.parent
            )
        elif not before.under:
            found[key] = replace(before, kind=stranger.kind, under=stranger.parent)
    return sorted(found.values(), key=lambda one: (_ORDER[one.target], fold(one.name)))


_ORDER = {"place": 0, "speaker": 1, "term": 2}


def adds(profile: Profile, one: Met, under: str = "") -> Profile:
    """Let a name be added to the desk; a place within another one."""
    if one.target == "place":
        return mapping.answered(profile, one.name, f"{UNDER}{under}" if under else ADD)
    return _for_all(profile, one.target, "add")


def notes(profile: Profile, one: Met) -> Profile:
    """Let a name only stand in the note."""
    if one.target == "place":
        return mapping.answered(profile, one.name, NOTE)
    return _for_all(profile, one.target, "note")


def equals(profile: Profile, one: Met, uid: str, name: str) -> Profile:
    """Let a name be a record that the desk has."""
    if one.target == "place":
        return mapping.answered(profile, one.name, uid)
    for column, use in profile.columns.items():
        if _aims(use.to, one):
            profile = mapping.means(profile, column, one.name, name)
    return profile


def _aims(to: str, one: Met) -> bool:
    """Tell whether a column that becomes `to` may hold a name."""
    if to == MUNITION:
        return one.target == "term" and one.kind == "munition"
    if to not in FIELDS:
        return False
    record, _dot, name = to.partition(".")
    kind = content(record)[name]
    return isinstance(kind, Link) and (kind.target, kind.vocabulary) == (
        one.target,
        one.kind if one.target == "term" else "",
    )


def _for_all(profile: Profile, target: str, answer: Stranger) -> Profile:
    if target == "speaker":
        return replace(profile, new_speakers=answer)
    return replace(profile, new_terms=answer)
