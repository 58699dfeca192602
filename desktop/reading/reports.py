"""Which figures are one report: those of one speaker and one window."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from desktop.reading.drafts import Draft
from desktop.reading.place_groups import rolled
from desktop.reading.speakers import Utterance
from desktop.reading.suggestion import (
    Moment,
    Speaking,
    SuggestedFigure,
    SuggestedReport,
    Suggestion,
    Window,
)
from desktop.reading.thing_words import MUNITION
from desktop.reading.tokens import Token
from desktop.reading.wordlist import words

_ATTACKS: Final = words(
    "attack strike raid assault атаки атаке атаку атаці удара обстрела обстрілу"
)
_THIS: Final = words("the this that same при этой этого цієї під внаслідок результате через")
_DEBRIS: Final = words("обломок уламок debris wreckage")
_SOON: Final = 3
"""Sentences within which a speaker's time may follow what it is of."""
_UNKNOWN: Final = Window()


class Telling:
    """Who tells each part of a text, and of what time.

    `counted` are the sentences that have figures of their own: their times are only theirs.
    `placed` are the drafts of the text in order, once their places are known.
    """

    def __init__(
        self, tokens: Sequence[Token], moments: Sequence[Moment], utterances: Sequence[Utterance]
    ) -> None:
        """Take in the tokens, the times of events and who says what, each in order."""
        self._tokens = tokens
        self._starts = [one.start for one in tokens]
        self._moments = [one for one in moments if one.window.kind != "unknown"]
        self._utterances = utterances
        self.counted: frozenset[int] = frozenset()
        self.placed: Sequence[Draft] = ()

    def utterance(self, draft: Draft) -> Utterance | None:
        """Return whose words a draft is in."""
        start = self._tokens[draft.first].start
        return next((one for one in self._utterances if one.start <= start < one.end), None)

    def speaker(self, draft: Draft) -> Speaking | None:
        """Return who says a draft."""
        said = self.utterance(draft)
        return said.speaking if said else None

    def is_timed(self, sentence: int) -> bool:
        """Return whether a sentence tells the time of an event."""
        return any(self._sentence(one.start) == sentence for one in self._moments)

    def window(self, draft: Draft) -> Window:
        """Return the window that a draft is of."""
        moment = self.moment(draft)
        return moment.window if moment else _UNKNOWN

    def moment(self, draft: Draft) -> Moment | None:
        """Return the time of a draft: its sentence's, its speaker's, its total's or the text's."""
        start, sentence = self._tokens[draft.first].start, self._tokens[draft.first].sentence
        inside = [one for one in self._moments if self._sentence(one.start) == sentence]
        if inside:
            before = [one for one in inside if one.start < start]
            return before[-1] if before else inside[0]
        said = self.utterance(draft)
        first, last = (said.start, said.end) if said else (0, self._starts[-1] + 1)
        own = [one for one in self._moments if first <= one.start < last]
        before = [one for one in own if one.start < start]
        if before:
            return before[-1]
        later = self._sentence(own[0].start) if own else -1
        if own and later - sentence <= _SOON and later not in self.counted:
            return own[0]
        return self.moment(draft.parent) if draft.parent else self._elsewhere(draft, said)

    def _elsewhere(self, draft: Draft, said: Utterance | None) -> Moment | None:
        """Return the time of a draft whose own words tell none: that of what went before it."""
        if said and (same := self._told_before(said) or self._where_told(draft, said)):
            return same
        first = said.start if said else 0
        sentence = self._tokens[draft.first].sentence
        earlier = [one for one in self._moments if one.start < first]
        echoes = draft.none_reported and not draft.own_places
        if earlier and (said is None or echoes or self._same_event(sentence)):
            return earlier[-1]
        first_words = said is None or said is self._utterances[0]
        return (
            self._moments[0] if first_words and self._moments and not self._utterances[1:] else None
        )

    def _told_before(self, said: Utterance) -> Moment | None:
        """Return the last time that the same speaker told before."""
        before = [
            moment
            for one in self._utterances
            if one.speaking.name == said.speaking.name and one.end <= said.start
            for moment in self._moments
            if one.start <= moment.start < one.end
        ]
        return before[-1] if before else None

    def _where_told(self, draft: Draft, said: Utterance) -> Moment | None:
        """Return the time of harm told of before, by others, at the place of a draft of harm."""
        here = {rolled(one) for one in draft.places}
        if draft.sort == MUNITION or not here:
            return None
        for one in reversed(self.placed):
            start = self._tokens[one.first].start
            alike = one.sort != MUNITION and here <= {rolled(place) for place in one.places}
            if alike and start < said.start and self.utterance(one) is not said:
                return self.moment(one)
        return None

    def _same_event(self, sentence: int) -> bool:
        """Return whether a sentence goes on about an attack that was told of."""
        inside = [one for one in self._tokens if one.sentence == sentence]
        for at, token in enumerate(inside):
            before = {one.low for one in inside[max(at - 2, 0) : at]}
            if token.low in _ATTACKS and before & _THIS:
                return True
            if _DEBRIS & {token.low, *token.lemmas}:
                return True
        return False

    def _sentence(self, offset: int) -> int:
        at = bisect_right(self._starts, offset) - 1
        return self._tokens[max(at, 0)].sentence


def suggestion_of(
    text: str, tokens: Sequence[Token], drafts: Sequence[Draft], telling: Telling
) -> Suggestion:
    """Return the drafts as figures, in reports by speaker and window."""
    ids = {id(draft): f"f{at}" for at, draft in enumerate(drafts, 1)}
    reports: dict[tuple[str, Window], SuggestedReport] = {}
    figures: dict[tuple[str, Window], list[SuggestedFigure]] = {}
    for draft in drafts:
        speaker, moment = telling.speaker(draft), telling.moment(draft)
        window = moment.window if moment else _UNKNOWN
        key = speaker.name if speaker else "", window
        reports.setdefault(key, SuggestedReport(speaker, window, moment, ()))
        figures.setdefault(key, []).append(_figure(tokens, draft, ids))
    return Suggestion(
        text,
        tuple(
            SuggestedReport(one.speaker, one.window, one.moment, tuple(figures[key]))
            for key, one in reports.items()
        ),
    )


def _figure(tokens: Sequence[Token], draft: Draft, ids: dict[int, str]) -> SuggestedFigure:
    parent = ids.get(id(draft.parent), "") if draft.parent else ""
    last = max(draft.last, draft.until)
    doing = draft.doing
    if draft.single and doing and 0 < doing.first - last <= 3:
        last = doing.last
    return SuggestedFigure(
        id=ids[id(draft)],
        measure=draft.measure,
        munition=draft.munition,
        low=draft.low,
        high=draft.high,
        approx=draft.approx,
        none_reported=draft.none_reported,
        places=draft.places,
        joint=draft.joint,
        of=parent,
        relation=draft.relation if parent else "",
        start=tokens[draft.first].start,
        end=tokens[last].end,
        doubt=" ".join([*draft.doubts, *(one.doubt for one in draft.places if one.doubt)]),
    )
