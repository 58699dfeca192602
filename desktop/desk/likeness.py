"""Rows of a table whose incidents the desk seems to have, and what becomes of each: one rule.

The page and the command line both ask here what waits for a person and what would come in.
"""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from desktop.records.family import Family
from desktop.sheets.foreign.converted import Converted
from desktop.sheets.foreign.duplicates import Key, alike, key, key_of
from desktop.store import books, read

# What becomes of a row that the desk seems to have: it comes in, becomes a further report of the
# incident that is there, or is left out.
Verdict = Literal["import", "merge", "leave"]
VERDICTS: tuple[Verdict, ...] = ("import", "merge", "leave")
Side = Literal["theirs", "ours"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """A row, or a group of rows, whose incident the desk seems to have.

    `row` is the first of its rows in the sheet, `rows` how many they are; `uid` and `number` are of
    the desk's incident; `how` is "same" or "other counts".  `key` is by what an answer is
    remembered, `answer` the one that was remembered, or "".
    """

    row: int
    uid: str
    number: str
    title: str
    how: str
    key: str
    answer: Verdict | Literal[""] = ""
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Coming:
    """What becomes of a table's rows: they come in as incidents, join one, stay out, or wait."""

    own: int
    joined: int
    left: int
    waiting: int


def remembered(alike_ones: Iterable[Likeness]) -> dict[int, Verdict]:
    """Return the verdicts that were given before, by the likenesses' first rows."""
    return {one.row: one.answer for one in alike_ones if one.answer}


def settled(
    alike_ones: Iterable[Likeness], verdicts: Mapping[int, Verdict], side: Side
) -> dict[int, Verdict]:
    """Return the verdicts with all that waits settled for one side.

    What is just the same is left out by either; where the counts differ, theirs becomes a further
    report and ours leaves it out.
    """
    found = dict(verdicts)
    for one in alike_ones:
        differs = side == "theirs" and one.how != "same"
        found.setdefault(one.row, "merge" if differs else "leave")
    return found


def waiting(alike_ones: Iterable[Likeness], verdicts: Mapping[int, Verdict]) -> list[Likeness]:
    """Return the likenesses that nobody has decided on; before, nothing is written."""
    return [one for one in alike_ones if one.row not in verdicts]


def coming(rows: int, alike_ones: Iterable[Likeness], verdicts: Mapping[int, Verdict]) -> Coming:
    """Return how many of the `rows` that can be taken become what."""
    became: Counter[str] = Counter()
    for one in alike_ones:
        became[verdicts.get(one.row, "")] += one.rows
    others = became["merge"] + became["leave"] + became[""]
    return Coming(rows - others, became["merge"], became["leave"], became[""])


def likenesses(connection: sqlite3.Connection, some: Sequence[Converted]) -> dict[str, Likeness]:
    """Return which of some incidents the desk seems to have, the likest one of each.

    They come by the uid that the incident would get.
    """
    keys: dict[str, tuple[int, int, Key]] = {}
    for one in some:
        incoming = None if one.incident is None else key(one.incident, one.figures)
        if incoming is not None:
            keys[one.uid] = (next(iter(one.rows)), len(one.rows), incoming)
    ours = _ours(connection, {incoming.window for _row, _rows, incoming in keys.values()})
    found: dict[str, Likeness] = {}
    for uid, (row, rows, incoming) in keys.items():
        likest = [
            (how, family)
            for family, theirs in ours.get(incoming.window, ())
            if (how := alike(incoming, theirs))
        ]
        if likest:
            how, family = min(likest, key=lambda pair: pair[0] != "same")
            incident = family.incident
            found[uid] = Likeness(
                row, incident.uid, incident["number"], incident["title"], how,
                _key_text(incoming, incident.uid), rows=rows,
            )  # fmt: skip
    known = books.answers(connection, [one.key for one in found.values()])
    return {
        uid: one if one.key not in known else _answered(one, known[one.key].answer)
        for uid, one in found.items()
    }


def _answered(one: Likeness, answer: str) -> Likeness:
    known = [verdict for verdict in VERDICTS if verdict == answer]
    return replace(one, answer=known[0]) if known else one


def _ours(
    connection: sqlite3.Connection, windows: set[tuple[int, int]]
) -> dict[tuple[int, int], list[tuple[Family, Key]]]:
    """Return the desk's incidents that have one of some windows, with their keys."""
    uids = read.with_windows(connection, windows)
    found: dict[tuple[int, int], list[tuple[Family, Key]]] = {}
    for family in read.families(connection, uids):
        figures = [figure.values for _report, figure in family.all_figures()]
        theirs = key_of(family.incident.values, figures)
        if theirs is not None:
            found.setdefault(theirs.window, []).append((family, theirs))
    return found


def _key_text(incoming: Key, uid: str) -> str:
    """Return by what an answer is remembered: what came in, and which incident it seemed."""
    said = repr((incoming.window, sorted(incoming.places), sorted(incoming.counts), uid))
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()
