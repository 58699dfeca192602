"""A small night for the tests of the store: one incident, one report, three figures."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from desktop.records.count import Count
from desktop.records.delta import Delta, Person, created, edited
from desktop.records.gazetteer import place_uid
from desktop.records.kinds import Values
from desktop.records.kinds_links import Placed
from desktop.records.vocabularies import term_uid
from desktop.records.when import When
from desktop.store import changes, read
from desktop.store.changes import new_uid
from desktop.store.deskfile import DeskFile

EDITOR = Person("A. Editor", "editor")
DOWNED = term_uid("measure", "downed")
BRYANSK = Placed(place_uid("RU-BRY"), "Bryansk")
MOSCOW_REGION = Placed(place_uid("RU-MOS"), "Moscow Region")


@dataclass(slots=True)
class Night:
    """The uids of a night."""

    incident: str = field(default_factory=new_uid)
    report: str = field(default_factory=new_uid)
    speaker: str = field(default_factory=new_uid)
    source: str = field(default_factory=new_uid)
    figures: list[str] = field(default_factory=lambda: [new_uid() for _ in range(3)])

    def deltas(self) -> list[Delta]:
        """Return what makes it."""
        window = When.read("17.07.2025 23:00-07:00")
        shares = (("73", ()), ("31", (BRYANSK,)), ("10", (MOSCOW_REGION,)))
        return [
            created("speaker", self.speaker, {"name": "Ministry of Defence"}),
            created("source", self.source, {"title": "Statement", "text": "31 БПЛА сбиты"}),
            created(
                "incident",
                self.incident,
                {
                    "title": "Night of 17-18 July",
                    "kind": term_uid("kind", "drone_attack"),
                    "when": window,
                    "where": (BRYANSK, MOSCOW_REGION),
                },
            ),
            created(
                "report",
                self.report,
                {
                    "incident": self.incident,
                    "speaker": self.speaker,
                    "source": self.source,
                    "when": window,
                    "position": 0,
                },
            ),
            *(
                created(
                    "figure",
                    uid,
                    {
                        "report": self.report,
                        "measure": DOWNED,
                        "count": Count.read(count),
                        "places": places,
                        "of": self.figures[0] if position else None,
                        "relation": "part" if position else "",
                        "position": position,
                    },
                )
                for position, (uid, (count, places)) in enumerate(
                    zip(self.figures, shares, strict=True)
                )
            ),
        ]


def saved_night(desk: DeskFile) -> Night:
    """Save a night and return its uids."""
    night = Night()
    changes.apply(desk, night.deltas(), EDITOR, "create")
    return night


def edit(desk: DeskFile, record: str, uid: str, values: Values) -> Delta:
    """Return the delta from what the desk holds to some values."""
    kept = read.record(desk.connection, record, uid)
    assert kept is not None
    delta = edited(record, uid, kept.values, values)
    assert delta is not None
    return delta


def save_title(desk: DeskFile, uid: str, title: str) -> None:
    """Give an incident a title."""
    changes.apply(desk, [edit(desk, "incident", uid, {"title": title})], EDITOR, "edit")


def title_of(desk: DeskFile, uid: str) -> str:
    """Return an incident's title."""
    kept = read.record(desk.connection, "incident", uid)
    assert kept is not None
    return str(kept["title"])


def prints(folder: Path) -> dict[str, str]:
    """Return each file of a folder with the hash of its bytes."""
    return {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file()
    }
