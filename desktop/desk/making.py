"""Making a new desk: its tables, the gazetteer's places and the vocabularies to start with."""

from collections.abc import Callable
from pathlib import Path

from desktop.records.delta import Delta, Person, created
from desktop.records.gazetteer import place_uid, read_gazetteer
from desktop.records.resources import resource
from desktop.records.vocabularies import read_vocabularies, term_uid
from desktop.store import changes
from desktop.store.creating import create_desk
from desktop.store.deskfile import DeskFile

MAKER = Person("Incident Desk", "program")


def places() -> list[Delta]:
    """Return the deltas that make the gazetteer's places, parents before what is in them."""
    return [
        created(
            "place",
            place_uid(entry.code),
            {
                "name": entry.name,
                "kind": entry.kind,
                "parent": place_uid(entry.parent) if entry.parent else None,
                "code": entry.code,
                "name_ru": entry.name_ru,
                "name_uk": entry.name_uk,
                "aliases": "|".join(entry.aliases),
                "lat": entry.lat,
                "lon": entry.lon,
            },
        )
        for entry in read_gazetteer(resource("gazetteer.tsv"))
    ]


def terms() -> list[Delta]:
    """Return the deltas that make the vocabularies' terms, in the order of the file."""
    return [
        created(
            "term",
            term_uid(entry.vocabulary, entry.code),
            {
                "vocabulary": entry.vocabulary,
                "code": entry.code,
                "name": entry.name,
                "name_ru": entry.name_ru,
                "name_uk": entry.name_uk,
                "aliases": "|".join(entry.aliases),
                "meaning": entry.meaning,
                "position": position,
            },
        )
        for position, entry in enumerate(read_vocabularies(resource("vocabularies.tsv")))
    ]


def make_desk(path: Path, then: Callable[[DeskFile], None] = lambda _desk: None) -> None:
    """Make a desk at `path` with places and terms, and whatever `then` adds.

    Raises `OpenRefused` if something is there or the folder can't be written.
    """

    def fill(desk: DeskFile) -> None:
        changes.apply(desk, [*terms(), *places()], MAKER, "new", subject=path.stem)
        then(desk)

    create_desk(path, fill)
