"""Makes the desks that are measured: varied incidents from a seeded random, kept between runs."""

import hashlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from desktop.desk.making import make_desk
from desktop.records.count import NONE_REPORTED, NOT_STATED, Count
from desktop.records.delta import Delta, Person, created
from desktop.records.gazetteer import Entry, place_uid, read_gazetteer
from desktop.records.kinds import Values
from desktop.records.kinds_links import Placed
from desktop.records.models import RECORDS, STATUSES
from desktop.records.resources import resource
from desktop.records.vocabularies import term_uid
from desktop.records.when import Kind, Precision, When
from desktop.store import changes, rows, schema
from desktop.store.changes import new_uid
from desktop.store.database import open_desk
from desktop.store.deskfile import DeskFile
from tests.bench.prose import sentences

PORTION = 20_000
TIMES = 10
# A source is retold in so many incidents.
SHARED = 8
EDITORS = (Person("A. Editor"), Person("О. Редактор"), Person("B. Reviewer"))
KINDS = ("drone_attack", "missile_strike", "combined_air_attack", "explosion", "fire")
ACTORS = ("ukraine", "russia", "unknown", "disputed")
TAGS = ("energy", "fuel", "industry", "residential", "transport")
_FIRST = datetime(2022, 2, 24, tzinfo=UTC)
_DAYS = 1500
_LATIN = ("drones downed over", "missiles strike", "debris falls in", "explosions reported in")
_CYRILLIC = ("сбиты беспилотники над", "ракетный удар по", "падение обломков:", "взрывы слышны в")


@dataclass(frozen=True, slots=True)
class Cast:
    """What incidents are made of: the gazetteer's places and the speakers and sources made here."""

    regions: Sequence[Entry]
    inside: dict[str, list[Entry]]
    speakers: Sequence[str]
    sources: Sequence[str]


def cache() -> Path:
    """Return the folder in which desks are kept between runs."""
    folder = Path(tempfile.gettempdir()) / "incident-desk-bench"
    folder.mkdir(exist_ok=True)
    return folder


def _key() -> str:
    """Return what a kept desk depends on: the version of the tables, and their columns."""
    texts = [
        schema.JOURNAL, schema.REST, schema.TARGETS, schema.SIDE, schema.MEMBERS, schema.FILTERS,
        *map(repr, map(rows.written, RECORDS)),
    ]  # fmt: skip
    return f"v{schema.VERSION}-{hashlib.sha256(''.join(texts).encode()).hexdigest()[:12]}"


def desk(size: int, *, prose: bool = False) -> Path:
    """Return a desk with so many incidents, each with one report and three figures.

    With `prose`, summaries, quotes, notes and sources are as long and varied as real ones.
    """
    path = cache() / f"{_key()}-{size}{'-prose' if prose else ''}.desk"
    if not path.exists():
        make_desk(path.with_suffix(".part"), lambda file: _fill(file, size, prose=prose))
        path.with_suffix(".part").rename(path)
    return path


def large(size: int) -> Path:
    """Return a desk with TIMES as many incidents, the list's tables multiplied by SQL.

    Reports, figures and the journal stay those of the smaller desk: no list reads them.
    """
    path = cache() / f"{_key()}-{size}x{TIMES}.desk"
    if not path.exists():
        partial = path.with_suffix(".part")
        shutil.copyfile(desk(size), partial)
        with closing(sqlite3.connect(partial, isolation_level=None)) as connection:
            _multiply(connection)
        partial.rename(path)
    return path


def _multiply(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode=OFF")
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    names = [row[1] for row in connection.execute("PRAGMA table_info(incident)")]
    special = {
        "id": "id + {step}",
        "uid": "substr('{copy}' || uid, 1, 32)",
        "number": "number || '-{copy}'",
        "when_start": "when_start + {copy} * 3607",
        "when_end": "when_end + {copy} * 3607",
    }
    taken = ",".join(f'"{name}"' for name in names)
    step = connection.execute("SELECT max(id) FROM incident").fetchone()[0]
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_schema "
        "WHERE type='index' AND tbl_name='incident' AND sql IS NOT NULL"
    ).fetchall()
    for name, _sql in indexes:
        connection.execute(f"DROP INDEX {name}")
    for copy in range(1, TIMES):
        values = {"step": copy * step, "copy": copy}
        given = ",".join(special.get(name, f'"{name}"').format(**values) for name in names)
        for table, columns, chosen in (
            ("incident", taken, given),
            ("searchdoc", "id, text", f"id + {copy * step}, text"),
            ("reference", "target, incident", f"target, incident + {copy * step}"),
        ):
            key = "incident" if table == "reference" else "id"
            connection.execute(
                f"INSERT INTO {table} ({columns}) SELECT {chosen} FROM {table} WHERE {key} <= ?",
                (step,),
            )
        connection.execute(
            "INSERT INTO search (rowid, text) SELECT id, text FROM searchdoc WHERE id > ? "
            "AND id <= ?",
            (copy * step, (copy + 1) * step),
        )
    for _name, sql in indexes:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.execute("PRAGMA analysis_limit=1000")
    connection.execute("ANALYZE")
    connection.execute("PRAGMA journal_mode=WAL")


def copy(path: Path, name: str) -> Path:
    """Return a copy of a desk that may be written to; an older one of the name is replaced."""
    for leftover in cache().glob(f"{name}.desk*"):
        leftover.unlink()
    return Path(shutil.copyfile(path, cache() / f"{name}.desk"))


def opened(path: Path) -> DeskFile:
    """Return a desk opened for writing, without a lock."""
    return open_desk(path)


def _fill(file: DeskFile, size: int, *, prose: bool = False) -> None:
    random = Random(20250717)
    told = Random(18) if prose else None
    cast = _introduce(file, random, size)
    for start in range(0, size, PORTION):
        deltas = (
            delta
            for _at in range(start, min(start + PORTION, size))
            for delta in incident(random, cast)
        )
        if told is not None:
            deltas = map(partial(_in_prose, told), deltas)
        by = random.choice(EDITORS)
        changes.apply_many(file, changes.portioned(deltas), by, "import", subject="bench")


def _in_prose(random: Random, delta: Delta) -> Delta:
    """Return a delta that makes a record, with texts as people write and quote them."""
    more: Values = {}
    if delta.type == "incident":
        more = {"summary": sentences(random, 1, 4)}
    elif delta.type == "report":
        more = {"note": sentences(random, 0, 1), "credibility": random.choice("123456")}
    elif delta.type == "figure":
        more = {"quote": sentences(random, 1, 2), "note": sentences(random, 0, 1)}
    return Delta(delta.type, delta.uid, None, (delta.after or {}) | more)


def cast_of(connection: sqlite3.Connection) -> Cast:
    """Return what new incidents of a made desk are made of."""
    speakers, sources = (
        [row[0] for row in connection.execute(f"SELECT uid FROM {table}")]
        for table in ("speaker", "source")
    )
    return Cast(*_places(), speakers, sources)


def _places() -> tuple[list[Entry], dict[str, list[Entry]]]:
    entries = read_gazetteer(resource("gazetteer.tsv"))
    regions = [one for one in entries if one.kind == "region"]
    inside: dict[str, list[Entry]] = {}
    for one in entries:
        inside.setdefault(one.parent, []).append(one)
    return regions, inside


def _introduce(file: DeskFile, random: Random, size: int) -> Cast:
    regions, inside = _places()
    speakers, sources = [], []
    deltas: list[Delta] = []
    for number in range(60):
        speakers.append(new_uid())
        region = regions[number % len(regions)]
        values = {"name": f"Governor {number}", "role": "governor", "organisation": region.name}
        deltas.append(created("speaker", speakers[-1], values))
    for number in range(max(1, size // SHARED)):
        sources.append(new_uid())
        region = random.choice(regions)
        text = (
            f"Ночью над территорией региона {region.name_ru} сбиты {random.randint(1, 90)} "
            f"беспилотных летательных аппаратов. Overnight {random.randint(1, 90)} drones were "
            f"brought down over {region.name}, statement {number} says."
        )
        values = {"title": f"Statement {number}, {region.name}", "text": text, "language": "ru"}
        deltas.append(created("source", sources[-1], values))
    changes.apply_many(file, changes.portioned(deltas), EDITORS[0], "import", subject="bench")
    return Cast(regions, inside, speakers, sources)


def incident(random: Random, cast: Cast) -> Iterator[Delta]:
    """Yield the deltas that make one incident, its report and the report's three figures."""
    regions = random.sample(cast.regions, random.choice((1, 1, 1, 2, 3)))
    first = regions[0]
    places = [first, *cast.inside.get(first.code, [])]
    when = _when(random)
    uid, report = new_uid(), new_uid()
    latin = random.random() < 0.5
    words = random.choice(_LATIN if latin else _CYRILLIC)
    title = f"{words} {first.name if latin else first.name_ru}"
    if latin:
        title = title.capitalize()
    values = {
        "title": f"{title}, {random.choice(places).name}",
        "kind": term_uid("kind", random.choice(KINDS)),
        "actor": term_uid("actor", random.choice(ACTORS)),
        "when": when,
        "where": tuple(Placed(place_uid(one.code), one.name) for one in regions),
        "summary": f"{words} {first.name}: {random.getrandbits(32):x}.",
        "status": random.choice(STATUSES)[0],
        "tags": tuple(term_uid("tag", tag) for tag in random.sample(TAGS, random.randint(0, 2))),
        "confidence": random.choice(("", "high", "medium", "low")),
    }
    yield created("incident", uid, values)
    said = {
        "incident": uid,
        "speaker": random.choice(cast.speakers),
        "when": when,
        "source": random.choice(cast.sources),
        "reliability": random.choice("ABCDEF"),
    }
    yield created("report", report, said)
    for position, measure in enumerate(("downed", "killed", "injured")):
        count = _count(random, 90 if measure == "downed" else 4)
        place = first if measure == "downed" else random.choice(places)
        values = {
            "report": report,
            "measure": term_uid("measure", measure),
            "count": count,
            "places": (Placed(place_uid(place.code), place.name),),
            "quote": f"{measure} {count}",
            "position": position,
        }
        yield created("figure", new_uid(), values)
    if random.random() < 0.1:
        yield from _rival(random, cast, uid, when, place_uid(first.code))


def _rival(random: Random, cast: Cast, uid: str, when: When, place: str) -> Iterator[Delta]:
    """Yield a second report of one figure over the same hours, as sources that disagree have."""
    report = new_uid()
    said = {"incident": uid, "speaker": random.choice(cast.speakers), "when": when, "position": 1}
    yield created("report", report, said)
    values = {
        "report": report,
        "measure": term_uid("measure", "downed"),
        "count": Count.exact(random.randint(100, 200)),
        "places": (Placed(place, ""),),
    }
    yield created("figure", new_uid(), values)


def _when(random: Random) -> When:
    start = _FIRST + timedelta(days=random.randrange(_DAYS), minutes=random.randrange(1440))
    if random.random() < 0.2:
        return When(start, start, "Europe/Moscow", Precision.MINUTE, Kind.AT)
    end = start + timedelta(minutes=random.randint(10, 900))
    return When(start, end, "Europe/Moscow", Precision.MINUTE, Kind.PERIOD)


def _count(random: Random, most: int) -> Count:
    chance = random.random()
    if chance < 0.1:
        return random.choice((NONE_REPORTED, NOT_STATED))
    if chance < 0.2:
        low = random.randint(1, most)
        return Count.read(f"{low}-{low + random.randint(1, 9)}")
    return Count.exact(random.randint(0, most))
