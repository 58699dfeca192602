"""From the text of a statement to what it seems to report."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from desktop.reading.doings import doings_in
from desktop.reading.drafting import drafts_in
from desktop.reading.even import even
from desktop.reading.heading import with_headings
from desktop.reading.language import language_of
from desktop.reading.links import link
from desktop.reading.measuring import measured
from desktop.reading.morphology import Morphology
from desktop.reading.nones import nones_in
from desktop.reading.passing import without_passing
from desktop.reading.place_groups import groups_of
from desktop.reading.place_lexicon import PlaceLexicon, candidates_of
from desktop.reading.places import find_places
from desktop.reading.placing import place_drafts
from desktop.reading.quantified import with_meant
from desktop.reading.repeats import without_repeats
from desktop.reading.reports import Telling, suggestion_of
from desktop.reading.speakers import Utterance, find_speakers
from desktop.reading.suggestion import Mention, Suggestion
from desktop.reading.times import Role, find_times
from desktop.reading.tokens import split
from desktop.reading.whereabouts import Home
from desktop.records.finder import Candidate
from desktop.records.gazetteer import read_gazetteer
from desktop.records.resources import resource

LONGEST: Final = 100_000
"""Characters of a text that are read; what stands after them is not."""


class Reader:
    """Reads statements; what it looks up once it keeps for the next."""

    def __init__(self, candidates: Sequence[Candidate], codes: Mapping[str, str]) -> None:
        """Take in the places of a desk; `codes` are the ISO codes of regions by their uids."""
        self._morphology = Morphology()
        self._lexicon = PlaceLexicon(candidates, codes, self._morphology)

    def read(self, text: str, *, posted: datetime | None, zone: str) -> Suggestion:
        """Return the reports and figures that the text seems to hold.

        `posted` is when it was posted, aware, or None where that is not known: days that the text
        leaves out stay open then. `zone` is the IANA name of the zone that its clocks show.
        """
        plain = even(text[:LONGEST])
        language = language_of(plain)
        tokens = split(plain, language, self._morphology)
        times = find_times(plain, posted=posted, zone=zone)
        where = find_places(plain, tokens, self._lexicon)
        utterances = find_speakers(plain, tokens, where.offices)
        telling = Telling(
            tokens, [one.moment for one in times if one.role is Role.EVENT], utterances
        )
        places = [one for one in where.places if not _names_a_speaker(one, utterances)]
        doings = doings_in(tokens, language, places)
        blocked = [(one.moment.start, one.moment.end) for one in times]
        blocked += [(one.speaking.start, one.speaking.end) for one in utterances]
        drafts = drafts_in(tokens, language, blocked)
        drafts = measured(tokens, drafts, doings, places, language)
        telling.counted = frozenset(tokens[one.first].sentence for one in drafts)
        drafts = with_meant(tokens, drafts, doings, language)
        drafts = with_headings(tokens, drafts, doings)
        drafts = sorted([*drafts, *nones_in(tokens)], key=lambda one: one.first)
        drafts = without_passing(tokens, drafts, posted.year if posted else None)
        drafts = place_drafts(
            tokens, drafts, groups_of(tokens, places), self._homes(utterances, where.offices)
        )
        telling.placed = drafts
        drafts = without_repeats(tokens, drafts, telling)
        link(tokens, drafts, telling)
        return suggestion_of(text, tokens, drafts, telling)

    def _homes(self, utterances: Sequence[Utterance], offices: Sequence[Mention]) -> list[Home]:
        """Return the stretches of text and the regions whose officials say them."""
        return [
            Home(one.start, one.end, self._region(one, offices), one.speaking.name)
            for one in utterances
        ]

    def _region(self, said: Utterance, offices: Sequence[Mention]) -> Mention | None:
        inside = [one for one in offices if said.start <= one.start < said.end]
        if said.code not in {one.code or one.within for one in inside} - {""}:
            return None
        start, end = said.speaking.start, said.speaking.end
        return Mention(start, end, said.code, self._lexicon.region(said.code), "", "", "region")


def _names_a_speaker(place: Mention, utterances: Sequence[Utterance]) -> bool:
    return any(
        one.speaking.start < place.end and place.start < one.speaking.end for one in utterances
    )


def shipped_reader() -> Reader:
    """Return a reader that knows the places that come with the program."""
    return Reader(*candidates_of(read_gazetteer(resource("gazetteer.tsv"))))
