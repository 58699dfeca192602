"""What reading and showing a value needs to know beyond the value itself."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Protocol

DEFAULT_ZONE = "Europe/Moscow"
# So many answers of each sort are held.
_REMEMBERED = 65_536


class PlaceMatch(Protocol):
    """One place that a typed name may mean."""

    @property
    def uid(self) -> str:
        """The place's uid."""

    @property
    def name(self) -> str:
        """The place's name."""

    @property
    def detail(self) -> str:
        """The names of its parents, nearest first."""


def _nothing(_target: str, _vocabulary: str, _text: str) -> tuple[str, ...]:
    return ()


def _no_places(_text: str, _near: Collection[str]) -> "tuple[PlaceMatch, ...]":
    return ()


def _uid_itself(uid: str) -> str:
    return uid


@dataclass(frozen=True, slots=True)
class Context:
    """The desk around a value: its zone and year, and the names of what it may point at.

    `find(target, vocabulary, text)` gives the uids whose name or alias is `text`, `places(text,
    near)` the places so called, `name(uid)` what a person calls a record.  `picks` holds what the
    person chose where a written name has several meanings: written form to uid.
    """

    zone: str = DEFAULT_ZONE
    year: int | None = None
    near: tuple[str, ...] = ()
    picks: Mapping[str, str] = field(default_factory=dict)
    find: Callable[[str, str, str], tuple[str, ...]] = _nothing
    places: Callable[[str, Collection[str]], "tuple[PlaceMatch, ...]"] = _no_places
    name: Callable[[str], str] = _uid_itself

    def picked(self, picks: Mapping[str, str]) -> "Context":
        """Return this context with the person's choices for ambiguous names."""
        return replace(self, picks=picks)

    def within(self, incident: Mapping[str, Any]) -> "Context":
        """Return this context inside an incident, whose year and places its records mean."""
        when = incident["when"]
        known = when is not None and when.start_key is not None
        return replace(
            self,
            year=when.start.year if known else self.year,
            near=tuple(one.uid for one in incident["where"]),
        )

    def remembering(self) -> "Context":
        """Return this context with each name asked once; 200,000 rows name few things."""
        remembered = lru_cache(_REMEMBERED)
        places = remembered(self.places)
        return replace(
            self,
            find=remembered(self.find),
            places=lambda text, near: places(text, tuple(near)),
            name=remembered(self.name),
        )


PLAIN = Context()
