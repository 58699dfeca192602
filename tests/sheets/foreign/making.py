"""Tables as lists of raw cells, and a desk's names and places without a desk."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count

from desktop.records.context import Context
from desktop.records.finder import Candidate, PlaceFinder
from desktop.records.fold import fold
from desktop.records.gazetteer import place_uid, read_gazetteer
from desktop.records.resources import resource
from desktop.records.vocabularies import read_vocabularies, term_uid
from desktop.sheets.foreign.converted import Converted
from desktop.sheets.foreign.converting import convert
from desktop.sheets.foreign.finding import find_table
from desktop.sheets.foreign.guessing import guess
from desktop.sheets.foreign.profile import Profile
from desktop.sheets.foreign.table import Table
from desktop.sheets.raw import Raw


@dataclass
class Listed:
    """A sheet whose rows are listed."""

    listed: Sequence[Sequence[Raw]]
    title: str = "Sheet1"
    hidden: str = "visible"

    def rows(self, first: int = 0) -> Iterator[Sequence[Raw]]:
        return iter(self.listed[first:])


@cache
def context() -> Context:
    """Return a context that knows the places and terms that come with a desk."""
    entries = read_gazetteer(resource("gazetteer.tsv"))
    finder = PlaceFinder(
        Candidate(
            place_uid(one.code),
            one.name,
            one.kind,
            place_uid(one.parent) if one.parent else "",
            (one.name_ru, one.name_uk, *one.aliases),
        )
        for one in entries
    )
    names = {place_uid(one.code): one.name for one in entries}
    terms: dict[tuple[str, str], list[str]] = defaultdict(list)
    for term in read_vocabularies(resource("vocabularies.tsv")):
        uid = term_uid(term.vocabulary, term.code)
        names[uid] = term.name
        for name in {fold(name) for name in (term.code, *term.names)}:
            terms[term.vocabulary, name].append(uid)
    return Context(
        zone="Europe/Kyiv",
        find=lambda target, vocabulary, text: (
            tuple(terms.get((vocabulary, fold(text)), ())) if target == "term" else ()
        ),
        places=lambda text, near: tuple(finder.exact(text, near)),
        name=lambda uid: names.get(uid, uid),
    )


def found(rows: Sequence[Sequence[Raw]]) -> Table:
    """Return the table in some rows."""
    table = find_table(Listed(rows))
    assert table is not None
    return table


def guessed(rows: Sequence[Sequence[Raw]]) -> Profile:
    """Return what some rows, headings first, are guessed to mean."""
    return guess(found(rows), Listed(rows), context())


def converted(
    rows: Sequence[Sequence[Raw]], profile: Profile | None = None, table: Table | None = None
) -> list[Converted]:
    """Return what some rows become, by a profile or by what is guessed."""
    table = table or found(rows)
    profile = profile or guess(table, Listed(rows), context())
    uids = count(1)
    first = table.bounds.first
    return list(convert(table, rows[first:], profile, context(), lambda: f"{next(uids):032}"))


def shown(one: Converted) -> list[tuple[str, str, str, list[str]]]:
    """Return the figures of an incident: measure, munition, count, places."""
    names = {delta.uid: delta.after["name"] for delta in one.others if delta.type == "place"}  # type: ignore[index]
    name = context().name
    return [
        (
            name(figure.after["measure"]),
            name(figure.after["munition"]) if figure.after["munition"] else "",
            str(figure.after["count"]),
            [names.get(place.uid) or name(place.uid) for place in figure.after["places"]],
        )
        for figure in one.figures
        if figure.after is not None
    ]
