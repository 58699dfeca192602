"""Finds who says what in a statement: names, roles, and where each one's words begin and end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from desktop.reading import speaker_english, speaker_slavic
from desktop.reading import speaker_words as said
from desktop.reading.language import Language, language_of
from desktop.reading.place_hits import has_lemma, is_name
from desktop.reading.suggestion import Mention, Speaking
from desktop.reading.tokens import Kind, Token


@dataclass(frozen=True, slots=True)
class Utterance:
    """Someone's words, from `start` to `end` of the text.

    `code` is the ISO code of the region whose head or body the speaker is, or "".
    """

    speaking: Speaking
    start: int
    end: int
    code: str


@dataclass(frozen=True, slots=True)
class _Told:
    """Who a sentence is told by, and whether the words before it are theirs too."""

    sentence: int
    speaking: Speaking
    signs: bool = False


_LEADS: Final = re.compile(rf"(?<!\w)(?:{said.LEADING})(?!\w)")
_MOST_SIGNING: Final = 12
_MOST_HEADING: Final = 9
_NEAR: Final = 70


def find_speakers(
    text: str, tokens: Sequence[Token], offices: Sequence[Mention] = ()
) -> tuple[Utterance, ...]:
    """Return who says which part of an even text, in order; nothing where nobody is named.

    `offices` are the places of the offices that the text names: they tell where a speaker's are.
    A sentence without a speaker goes on in the words of the last one. What stands before the
    first speaker is theirs where the text is a post of their own or names them at its end.
    """
    low = text.lower() if len(text.lower()) == len(text) else text
    english = language_of(text) is Language.EN
    bounds = _bounds(tokens)
    told: list[_Told] = []
    for sentence, (first, last) in enumerate(bounds):
        part = tokens[first:last]
        found = _heading(low, text, part, english=english) or (
            _english(text, tokens, (first, last), told)
            if english
            else _slavic(low, text, tokens, (first, last))
        )
        if found is not None:
            told.append(_Told(sentence, found))
        elif (signature := _signature(low, text, part, last=last == len(tokens))) is not None:
            told.append(_Told(sentence, signature, signs=True))
    spans = _spans(told, tokens, bounds, len(text), english=english)
    return tuple(
        Utterance(one.speaking, start, end, _code(one.speaking, offices))
        for one, (start, end) in zip(told, spans, strict=True)
        if start < end
    )


def _bounds(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the first token of each sentence and the first one after it."""
    firsts = [
        at for at, token in enumerate(tokens) if not at or token.sentence != tokens[at - 1].sentence
    ]
    return list(zip(firsts, [*firsts[1:], len(tokens)], strict=False))


def _english(
    text: str, tokens: Sequence[Token], bounds: tuple[int, int], told: Sequence[_Told]
) -> Speaking | None:
    first, last = bounds
    start, end = tokens[first].start, tokens[last - 1].end
    for lead in _LEADS.finditer(text.lower(), start, end):
        found = speaker_english.after_words(text[lead.end() : end], lead.end())
        if found is not None:
            return _same(found, told)
    for at in range(first, last):
        token = tokens[at]
        if not _says(tokens, at):
            continue
        before = speaker_english.before_verb(text[start : token.start], start)
        if before is not None:
            return _same(before, told)
        earlier = _earlier(tokens[first:at], told)
        if earlier is not None:
            return earlier
        surname = speaker_english.called_by_surname(text[start : token.start], start)
        if surname is not None:
            return surname
        found = speaker_english.after_words(text[token.end : end], token.end)
        if found is not None and text[token.end : found.start].strip() in ("", found.role):
            return _same(found, told)
    return None


def _says(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a token is an English verb of saying; "put the number at" is one."""
    token = tokens[at]
    if token.low in ("put", "puts"):
        after = [one.low for one in tokens[at + 1 : at + 3]]
        return after[:1] == ["the"] and after[-1] in ("number", "toll", "total", "figure", "tally")
    return has_lemma(token, said.SAYING) and token.low not in said.NOT_SAYING


def _heading(low: str, text: str, tokens: Sequence[Token], *, english: bool) -> Speaking | None:
    """Return who is named before a colon at the head of a sentence: "Собянин: ..."."""
    colon = next((at for at, token in enumerate(tokens) if token.text == ":"), _MOST_HEADING)
    head = tokens[:colon]
    opening = next((at for at, token in enumerate(head) if token.text == "("), None)
    if opening is not None and head[-1].text == ")":
        head = head[opening + 1 : -1]
    if not head or colon >= _MOST_HEADING or any(one.kind is Kind.NUMBER for one in head):
        return None
    if english:
        return speaker_english.heading(text[head[0].start : head[-1].end], head[0].start)
    if any(has_lemma(token, said.SAYING) for token in head):
        return None
    return speaker_slavic.speaker_in(low, text, head)


def _earlier(tokens: Sequence[Token], told: Sequence[_Told]) -> Speaking | None:
    """Return the speaker whom a surname or a pronoun right before the verb means."""
    before = next((token for token in reversed(tokens) if token.kind is Kind.WORD), None)
    if before is None or not told:
        return None
    if before.low in ("he", "she", "they", "it"):
        return told[-1].speaking
    for one in reversed(told):
        if is_name(before) and before.text in one.speaking.name.split():
            return one.speaking
    return None


def _same(found: Speaking, told: Sequence[_Told]) -> Speaking:
    """Return the earlier speaker whom a shortened name means: "the ministry", "the governor"."""
    if " " in found.name.strip() or found.role:
        return found
    word = found.name.lower().split()[-1]
    for one in reversed(told):
        if word in f"{one.speaking.name} {one.speaking.role}".lower().split():
            return replace(one.speaking, start=found.start, end=found.end)
    return found


def _slavic(
    low: str, text: str, tokens: Sequence[Token], bounds: tuple[int, int]
) -> Speaking | None:
    first, last = bounds
    start, end = tokens[first].start, tokens[last - 1].end
    for lead in _LEADS.finditer(low, start, end):
        at = next((at for at in range(first, last) if tokens[at].start >= lead.end()), last)
        found = speaker_slavic.after_lead(low, text, tokens[:last], at)
        if found is not None:
            return found
    for at in range(first, last):
        token = tokens[at]
        if token.kind is Kind.WORD and has_lemma(token, said.SAYING):
            found = speaker_slavic.beside_verb(low, text, tokens, at)
            if found is not None:
                return found
    return None


def _signature(low: str, text: str, tokens: Sequence[Token], *, last: bool) -> Speaking | None:
    """Return who signs with these few words, a sentence or the end of one after a dash."""
    dashes = [at for at, token in enumerate(tokens) if token.text == "–"]
    if dashes and len(tokens) - dashes[-1] <= _MOST_SIGNING:
        tokens = tokens[dashes[-1] + 1 :]
    bracket = next((at for at, token in enumerate(tokens) if token.text == "("), None)
    if bracket is not None and tokens[-1].text == ")":
        tokens = tokens[bracket + 1 : -1]
    words = [token for token in tokens if token.kind is Kind.WORD]
    if not 0 < len(words) <= _MOST_SIGNING or any(one.kind is Kind.NUMBER for one in tokens):
        return None
    if any(_is_told(token) for token in words):
        return None
    if not last and len(words) > 3 and not any(has_lemma(one, said.TITLES) for one in words):
        return None
    return speaker_slavic.speaker_in(low, text, tokens)


def _is_told(token: Token) -> bool:
    """Return whether a word is of a sentence rather than of a signature."""
    told = bool({"VERB", "PRTS", "PREP"} & token.tags) and not has_lemma(token, said.TITLES)
    return told and token.text.islower() and len(token.low) > 1


def _spans(
    told: Sequence[_Told],
    tokens: Sequence[Token],
    bounds: Sequence[tuple[int, int]],
    length: int,
    *,
    english: bool,
) -> list[tuple[int, int]]:
    """Return where each one's words begin and end."""
    starts = []
    for at, one in enumerate(told):
        sentence = one.sentence
        if one.signs and at:
            sentence = told[at - 1].sentence + 1
        elif not at and (one.signs or not english):
            sentence = 0
        starts.append(0 if sentence == 0 else tokens[bounds[sentence][0]].start)
    return list(zip(starts, [*starts[1:], length], strict=False))


def _code(speaking: Speaking, offices: Sequence[Mention]) -> str:
    """Return the region of the office that is named in front of a speaker or behind."""
    near = [
        (min(abs(one.end - speaking.start), abs(one.start - speaking.end)), one.code or one.within)
        for one in offices
    ]
    near = [(far, code) for far, code in near if code and far <= _NEAR]
    return min(near)[1] if near else ""
