"""The places that come with the program."""

import csv
from dataclasses import dataclass
from pathlib import Path

from desktop.records.resources import shipped_uid


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer.

    `code` is its ISO 3166-2 code (regions), ISO 3166-1 code (countries), GeoNames code
    ("geonames:462752", "geonames:UA.04.1206"), or one of ours ("sea:black", "place:kursk");
    `parent` is the code of what it lies in, or empty. `lat` and `lon` are degrees, WGS 84, of its
    middle or its town; both or neither are known. Names that are not known are empty.
    """

    code: str
    kind: str
    parent: str
    name: str
    name_ru: str
    name_uk: str
    lat: float | None
    lon: float | None
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All names and aliases, in any language, each once, the English one first."""
        names = (self.name, self.name_ru, self.name_uk, *self.aliases)
        return tuple(dict.fromkeys(name for name in names if name))


def read_gazetteer(path: Path) -> list[Entry]:
    """Return the places of a gazetteer file; a parent stands before what lies in it."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Entry(
                code=row["code"],
                kind=row["kind"],
                parent=row["parent"],
                name=row["name"],
                name_ru=row["name_ru"],
                name_uk=row["name_uk"],
                lat=float(row["lat"]) if row["lat"] else None,
                lon=float(row["lon"]) if row["lon"] else None,
                aliases=tuple(row["aliases"].split("|")) if row["aliases"] else (),
            )
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def place_uid(code: str) -> str:
    """Return the uid of the place with this code, the same on every desk: 32 hex digits."""
    return shipped_uid(f"place:{code}")
