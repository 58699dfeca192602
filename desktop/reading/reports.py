"""Which figures are one report: those of one speaker and one window."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.reading.drafts import Draft
from desktop.reading.suggestion import (
    Moment,
    Speaking,
    SuggestedFigure,
    SuggestedReport,
    Suggestion,
    Window,
)
from desktop.reading.tokens import Token


@dataclass(frozen=True, slots=True)
class _Said:
    """By whom and of when a figure is said."""

    speaker: Speaking | None
    moment: Moment | None

    @property
    def window(self) -> Window:
        return self.moment.window if self.moment else Window()


def suggestion_of(
    text: str,
    tokens: Sequence[Token],
    drafts: Sequence[Draft],
    moments: Sequence[Moment],
    speakers: Sequence[Speaking],
) -> Suggestion:
    """Return the drafts as figures, in reports by speaker and window."""
    ids = {id(draft): f"f{at}" for at, draft in enumerate(drafts, 1)}
    reports: dict[tuple[str, Window], tuple[_Said, list[SuggestedFigure]]] = {}
    context = _Told(tokens, moments, speakers)
    told = [context.said(draft) for draft in drafts]
    for draft, said in zip(drafts, told, strict=True):
        key = said.speaker.name if said.speaker else "", said.window
        figures = reports.setdefault(key, (said, []))[1]
        figures.append(_figure(tokens, draft, ids))
    return Suggestion(
        text,
        tuple(
            SuggestedReport(said.speaker, said.window, said.moment, tuple(figures))
            for said, figures in reports.values()
        ),
    )


class _Told:
    """Who speaks and what time is meant, by sentence."""

    def __init__(
        self,
        tokens: Sequence[Token],
        moments: Sequence[Moment],
        speakers: Sequence[Speaking],
    ) -> None:
        self.tokens = tokens
        self.moments = [one for one in moments if one.window.kind != "unknown"]
        self.speakers = speakers

    def said(self, draft: Draft) -> _Said:
        speaker = self.speaker(draft)
        return _Said(speaker, self._moment(draft, speaker))

    def _sentence_of(self, offset: int) -> int:
        found = 0
        for token in self.tokens:
            if token.start > offset:
                break
            found = token.sentence
        return found

    def speaker(self, draft: Draft) -> Speaking | None:
        sentence = self.tokens[draft.first].sentence
        start = self.tokens[draft.first].start
        inside = [one for one in self.speakers if self._sentence_of(one.start) == sentence]
        if inside:
            return min(
                inside,
                key=lambda one: (one.start > start and len(inside) > 1, abs(one.start - start)),
            )
        before = [one for one in self.speakers if self._sentence_of(one.start) < sentence]
        if before:
            return before[-1]
        return self.speakers[0] if self.speakers else None

    def _moment(self, draft: Draft, speaker: Speaking | None) -> Moment | None:
        sentence = self.tokens[draft.first].sentence
        start = self.tokens[draft.first].start
        inside = [one for one in self.moments if self._sentence_of(one.start) == sentence]
        if inside:
            before = [one for one in inside if one.start < start]
            return before[-1] if before else inside[0]
        floor = self._since(speaker)
        earlier = [one for one in self.moments if floor <= one.start < start]
        if earlier:
            return earlier[-1]
        if draft.parent and draft.parent is not draft:
            return self._moment(draft.parent, self.speaker(draft.parent))
        later = [one for one in self.moments if one.start > start]
        if later and self._speaker_at(later[0].start) == speaker:
            return later[0]
        return None

    def _since(self, speaker: Speaking | None) -> int:
        """Return where what a speaker says begins: after the last sentence of another."""
        if speaker is None:
            return 0
        first = self._sentence_of(speaker.start)
        others = [
            one
            for one in self.speakers
            if one.name != speaker.name and self._sentence_of(one.start) < first
        ]
        if not others:
            return 0
        return next((one.start for one in self.tokens if one.sentence == first), 0)

    def _speaker_at(self, offset: int) -> Speaking | None:
        sentence = self._sentence_of(offset)
        before = [one for one in self.speakers if self._sentence_of(one.start) <= sentence]
        return before[-1] if before else (self.speakers[0] if self.speakers else None)


def speakers_of(
    tokens: Sequence[Token], drafts: Sequence[Draft], speakers: Sequence[Speaking]
) -> dict[int, str]:
    """Return who says each draft, by its id(); "" where nobody is named."""
    context = _Told(tokens, (), speakers)
    said = {id(one): context.speaker(one) for one in drafts}
    return {key: speaker.name if speaker else "" for key, speaker in said.items()}


def _figure(tokens: Sequence[Token], draft: Draft, ids: dict[int, str]) -> SuggestedFigure:
    parent = ids.get(id(draft.parent), "") if draft.parent else ""
    last = max(draft.last, draft.until)
    doing = draft.doing
    if draft.single and doing and doing.first > last and doing.first - last <= 3:
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
