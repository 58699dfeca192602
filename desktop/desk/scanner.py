"""Reads texts with a desk's places: what they name, whether or not it counts, and propose."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime

from desktop.desk.along import Found, count_of, placed
from desktop.reading.even import even
from desktop.reading.language import language_of
from desktop.reading.morphology import Morphology
from desktop.reading.numbers import Number, find_numbers
from desktop.reading.place_lexicon import PlaceLexicon
from desktop.reading.places import find_places
from desktop.reading.read import Reader
from desktop.reading.speakers import find_speakers
from desktop.reading.suggestion import Suggestion
from desktop.reading.times import Role, Stated, find_times
from desktop.reading.tokens import split
from desktop.reading.windows import when_of
from desktop.store import codes, read


class Scanner:
    """Reads texts with the places of a desk; the forms of words that it has met are kept."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        places, regions = read.candidates(connection), codes.region_codes(connection)
        self._reader = Reader(places, regions)
        self._morphology = Morphology()
        self._places = PlaceLexicon(places, regions, self._morphology)

    def suggest(self, text: str, posted: datetime | None, zone: str) -> Suggestion:
        """Return the reports and figures that a text seems to hold."""
        return self._reader.read(text, posted=posted, zone=zone)

    def find(self, text: str, posted: datetime | None, zone: str) -> list[Found]:
        """Return what a text names, in order; a number within a time is none of its own."""
        plain = even(text)
        tokens = split(plain, language_of(plain), self._morphology)
        times = find_times(plain, posted=posted, zone=zone)
        named = find_places(plain, tokens, self._places)
        speakers = find_speakers(plain, tokens, named.offices)
        found = [*_times(times, zone), *_numbers(find_numbers(tokens), times, plain)]
        found += [
            Found("place", one.start, one.end, place=place)
            for one in named.places
            if (place := placed(one, text)) is not None
        ]
        found += [
            Found("speaker", one.start, one.end, name=one.name, role=one.role)
            for one in (said.speaking for said in speakers)
        ]
        return sorted(found, key=lambda one: (one.start, one.end))


def _times(times: Sequence[Stated], zone: str) -> Iterator[Found]:
    for one in times:
        if one.role is Role.EVENT:
            when = when_of(one.moment.window, zone, night=one.night)
            yield Found("time", one.moment.start, one.moment.end, when=when)


def _numbers(numbers: Sequence[Number], times: Sequence[Stated], text: str) -> Iterator[Found]:
    """Yield the counts; parts of times, ordinals and "one" as a mere word are none."""
    for one in numbers:
        in_time = any(
            one.start < stated.moment.end and stated.moment.start < one.end for stated in times
        )
        bare_one = one.in_words and one.low == one.high == 1 and not one.each
        if in_time or one.ordinal or bare_one or text[one.start - 1 : one.start] == "#":
            continue
        yield Found(
            "number", one.start, one.end, count=count_of(one.low, one.high, approx=one.approx)
        )
