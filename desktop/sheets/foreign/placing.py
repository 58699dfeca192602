"""Places out of the cells of a row: place, district, region and country are resolved together."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from desktop.records.context import Context, PlaceMatch
from desktop.records.delta import created
from desktop.records.errors import Invalid
from desktop.records.fold import fold
from desktop.records.kinds import Values
from desktop.records.kinds_links import Placed
from desktop.records.models import content
from desktop.records.typed import quoted
from desktop.records.words import _
from desktop.sheets.foreign.cells import text
from desktop.sheets.foreign.converted import Unknown
from desktop.sheets.foreign.literal import items
from desktop.sheets.foreign.names import ADD, NOTE, UNDER, Met, line
from desktop.sheets.foreign.nothing import is_no_place, says_nothing
from desktop.sheets.raw import Raw

# From the widest to the finest; "" is the place itself.
LEVELS = ("country", "region", "district", "")
_KINDS = {"country": "country", "region": "region", "district": "district"}
_BETWEEN = re.compile(r"[;\n/|&+]|\b(?:and|и|та|і)\b")
_NAMED_KINDS = tuple(
    (kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for kind, words in (
        ("region", "oblast|region|province|governorate|область|край|krai"),
        ("district", "raion|rayon|district|район"),
        ("sea", "sea|strait|straight|gulf|море|пролив|протока"),
        (
            "other",
            (
                "base|bases|site|airfield|airbase|airport|range|facility|desert|camp|port|plant|cape|"
                "coast|island|аэродром|база|полигон|аеродром|полігон|мыс|мис|остров|острів"
            ),
        ),
    )
)
_BESIDE = re.compile(r"(.+?)\s*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a row's cells of places are.

    `noted` holds texts that name no place, by level, for the note; `refused` the reasons of cells
    that were not understood, by level.
    """

    places: tuple[Placed, ...] = ()
    noted: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


NOWHERE = Resolved()


class Placer:
    """Finds the places of a table; those that the desk lacks are met once, added or noted."""

    def __init__(
        self,
        context: Context,
        answers: Mapping[str, str],
        default: str,
        met: Met,
        new_uid: Callable[[], str],
    ) -> None:
        self._context = context
        # A place that only the desk knows where the profile was made is asked for anew.
        self._answers = {
            fold(name): answer
            for name, answer in answers.items()
            if answer in {ADD, NOTE} or _is_there(context, answer.removeprefix(UNDER))
        }
        self._default = default
        self._met = met
        self._new_uid = new_uid
        self._made: dict[tuple[str, str], str] = {}
        self._parents: dict[str, list[str]] = {}
        self._names: dict[str, str] = {}

    def resolve(self, cells: Mapping[str, Raw]) -> Resolved:
        """Return the places of some cells by level ("region", ""; "lat" and "lon" too).

        The finest level that names places is where it is; the wider ones say in what it lies.
        """
        noted: list[tuple[str, str]] = []
        refused: list[tuple[str, str]] = []
        placed: tuple[Placed, ...] = ()
        position = self._position(cells, refused)
        finest = next((level for level in reversed(LEVELS) if _says(cells.get(level))), None)
        for level in LEVELS:
            cell = cells.get(level)
            if not _says(cell):
                continue
            within = tuple(one.uid for one in placed)
            found: list[Placed] = []
            try:
                for name in self.names(cell, within):
                    uid = self._uid(name, level, within, position if level == finest else {})
                    if uid:
                        found.append(Placed(uid, line(name.written)))
                    else:
                        noted.append((level, name.written))
            except Invalid as error:
                refused.append((level, str(error)))
            placed = tuple({one.uid: one for one in found}.values()) or placed
        return Resolved(placed, tuple(noted), tuple(refused))

    def one(self, written: str) -> Resolved:
        """Return the places of one text alone."""
        return self.resolve({"": written})

    def names(self, cell: Raw, within: tuple[str, ...] = ()) -> "list[_Name]":
        """Return the names in a cell: one, or several that are joined in one of many ways."""
        written = text(cell).strip()
        if written.startswith("["):
            return [name for one in items(written) for name in self.names(one, within)]
        if self._knows(written, within) or is_no_place(written):
            return [_Name(written)]
        beside = _BESIDE.fullmatch(written)
        if beside and self._knows(beside[1], within):
            return [_Name(beside[1], whole=written)]
        parts = [part.strip(" ,") for part in _BETWEEN.split(written)]
        parts = [part for part in parts if part]
        named = [name for part in parts for name in self._at_commas(part, within)]
        if len(parts) > 1 and not any(self._is_place(name) for name in named):
            return [_Name(written)]
        return named or [_Name(written)]

    def _is_place(self, name: "_Name") -> bool:
        return bool(name.parent) or self._knows(name.name, ()) or is_no_place(name.name)

    def _at_commas(self, part: str, within: tuple[str, ...]) -> "Iterator[_Name]":
        """Yield what commas part: a place and what it lies in, in either order, or a list."""
        names = [name.strip() for name in part.split(",") if name.strip()]
        if len(names) < 2 or self._knows(part, within):
            yield _Name(part)
            return
        if len(names) == 2:
            for inner, outer in (names, names[::-1]):
                wide = self._only(outer, within)
                if wide and self._inside(inner, wide):
                    yield _Name(inner, wide, part)
                    return
        last = self._only(names[-1], within)
        known = [bool(self._context.places(name, within)) for name in names[:-1]]
        if last and not any(known):
            yield from (_Name(name, last, part) for name in names[:-1])
        elif last or any(known):
            yield from (_Name(name) for name in names)
        else:
            yield _Name(part)

    def _knows(self, name: str, within: tuple[str, ...]) -> bool:
        return fold(name) in self._answers or bool(self._context.places(name, within))

    def _only(self, name: str, within: tuple[str, ...]) -> str:
        """Return the uid of the one place so called, or nothing."""
        found = self._context.places(name, within)
        return found[0].uid if len(found) == 1 else ""

    def _inside(self, name: str, wide: str) -> bool:
        return any(self._lies_in(one, wide) for one in self._context.places(name, (wide,)))

    def _lies_in(self, match: PlaceMatch, wide: str) -> bool:
        return self._name(wide) in match.detail.split(", ")

    def _name(self, uid: str) -> str:
        return self._names.get(uid) or self._context.name(uid)

    def _uid(
        self, name: "_Name", level: str, within: tuple[str, ...], position: Mapping[str, float]
    ) -> str:
        """Return the uid of the place that a name means, new or not; nothing for the note."""
        answer = self._answers.get(fold(name.name)) or self._answers.get(fold(name.written))
        if answer and answer not in (ADD, NOTE) and not answer.startswith(UNDER):
            return answer
        if says_nothing(name.name):
            return ""
        if answer is None:
            if is_no_place(name.name):
                return ""
            near = (name.parent,) if name.parent else within
            if found := self._found(name, level, near):
                return found
        parent = name.parent or self._parent(name, within)
        if answer and answer.startswith(UNDER):
            parent, answer = answer.removeprefix(UNDER), ADD
        return self._strange(name, level, parent, answer or self._default, position)

    def _found(self, name: "_Name", level: str, near: tuple[str, ...]) -> str:
        """Return the one place so called, nothing where there is none; raises Invalid for many."""
        found = self._context.places(name.name, near)
        inside = [one for one in found if any(self._lies_in(one, wide) for wide in near)]
        if near and level != "country" and not inside:
            # A region counts in another country than the table says; a smaller place does not.
            found = tuple(one for one in found if one.uid in near or "," not in one.detail)
        found = tuple(inside) or found
        if len(found) > 1 and (not level or " " in name.name):
            # "Dnipro" is the city where a district's whole name is "Dnipro District"; in a column
            # of districts only such a whole name settles it.
            found = tuple(one for one in found if fold(one.name) == fold(name.name)) or found
        if len(found) > 1:
            kinds = "; ".join(f"{one.name} ({one.detail})" for one in found[:4])
            raise Invalid(
                _("{text} is {n} places: {kinds}. Say which is meant.").format(
                    text=quoted(name.name), n=len(found), kinds=kinds
                )
            )
        return found[0].uid if found else ""

    def _parent(self, name: "_Name", within: tuple[str, ...]) -> str:
        """Return what an unknown place lies in: what the row says, or a country that it names."""
        if within:
            return within[0] if len(within) == 1 else ""
        words = name.name.split()
        for size in (3, 2, 1):
            found = self._context.places(" ".join(words[-size:]), ()) if len(words) > size else ()
            if len(found) == 1 and not found[0].detail:
                return found[0].uid
        return ""

    def _strange(
        self, name: "_Name", level: str, parent: str, answer: str, position: Mapping[str, float]
    ) -> str:
        """Return the uid of a place that the desk lacks, made once; nothing where it is noted."""
        key = (fold(name.name), parent)
        parents = self._parents.get(key[0], [])
        if not parent and len(parents) == 1:
            key = (key[0], parents[0])
        if key not in self._made:
            self._parents.setdefault(key[0], []).append(parent)
            kind = _KINDS.get(level) or _kind(name.name)
            shown = line(name.name)
            self._met.unknown.append(Unknown("place", shown, kind, parent, answer))
            self._made[key] = ""
            if answer == ADD:
                uid = self._made[key] = self._new_uid()
                values: Values = {"name": shown, "kind": kind, "parent": parent or None}
                self._met.new.append(created("place", uid, values | dict(position)))
                self._names[uid] = shown
        return self._made[key]

    def _position(
        self, cells: Mapping[str, Raw], refused: list[tuple[str, str]]
    ) -> Mapping[str, float]:
        """Return latitude and longitude where both can be read."""
        found: dict[str, float] = {}
        for name in ("lat", "lon"):
            cell = cells.get(name)
            if _says(cell):
                try:
                    value = content("place")[name].read(text(cell))
                except Invalid as error:
                    refused.append((name, str(error)))
                else:
                    found[name] = value
        return found if len(found) == 2 else {}


def _is_there(context: Context, uid: str) -> bool:
    return context.name(uid) != uid


@dataclass(frozen=True, slots=True)
class _Name:
    """A place's name in a cell; `parent` is the uid of what it is said to lie in."""

    name: str
    parent: str = ""
    whole: str = ""

    @property
    def written(self) -> str:
        """The text as it stands in the cell."""
        return self.whole or self.name


def _kind(name: str) -> str:
    """Return what sort of place a name seems to be of."""
    return next((kind for kind, pattern in _NAMED_KINDS if pattern.search(name)), "settlement")


def _says(cell: Raw) -> bool:
    return cell is not None and not says_nothing(text(cell))
