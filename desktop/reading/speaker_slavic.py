"""Finds who says something in Russian and Ukrainian sentences."""

import re
from collections.abc import Sequence
from typing import Final

from desktop.reading import speaker_words as said
from desktop.reading.place_hits import has_lemma, is_name
from desktop.reading.speaker_names import nominative
from desktop.reading.suggestion import Speaking
from desktop.reading.tokens import Kind, Token

_ORGS: Final = tuple(
    (re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])"), nominative)
    for pattern, nominative in said.SLAVIC_ORGS
)
_INITIAL: Final = re.compile(r"(?<![\w.])(?:[А-ЯІЇЄҐ]\.\s*){1,2}[А-ЯІЇЄҐ][а-яіїєґ'-]+")
_SURNAME_LIKE: Final = re.compile(r"(?:ський|цький|енко|чук|щук|юк|шин|єв|ов)$")
_INITIALS: Final = 2
_FEW: Final = 4
_FARTHEST: Final = 14
_STOPS: Final = frozenset('.;:()!?"\n•')


def beside_verb(low: str, text: str, tokens: Sequence[Token], verb: int) -> Speaking | None:
    """Return who stands in the clause behind a verb of saying, else before it."""
    behind = _clause(tokens, verb + 1, 1)
    found = speaker_in(low, text, tokens[verb + 1 : behind])
    if found is not None:
        return found
    before = _clause(tokens, verb - 1, -1)
    return speaker_in(low, text, tokens[before + 1 : verb])


def after_lead(low: str, text: str, tokens: Sequence[Token], at: int) -> Speaking | None:
    """Return who stands behind "по словам" and the like, of which `at` is the next token."""
    return speaker_in(low, text, tokens[at : _clause(tokens, at, 1)])


def _clause(tokens: Sequence[Token], at: int, step: int) -> int:
    """Return the first token outside the clause that `at` begins or ends, going by `step`."""
    start = at
    while 0 <= at < len(tokens) and abs(at - start) < _FARTHEST:
        token = tokens[at]
        if token.sentence != tokens[start].sentence:
            break
        # "в.о. начальника": the full stop of a shortened word stops nothing.
        short = token.text == "." and at and len(tokens[at - 1].low) <= _INITIALS
        if token.text in _STOPS and not short:
            break
        if token.text == "," and at != start:
            break
        at += step
    return at


def speaker_in(low: str, text: str, tokens: Sequence[Token]) -> Speaking | None:
    """Return the person or body that a few words name, a person first."""
    if not tokens:
        return None
    person = _person(tokens) or _initialled(text, tokens)
    if person is not None:
        return person
    start, end = tokens[0].start, tokens[-1].end
    for pattern, name in _ORGS:
        found = pattern.search(low, start, end)
        if found is not None:
            return Speaking(found.start(), found.end(), _org(text, found, name))
    return _surname(tokens)


def _surname(tokens: Sequence[Token]) -> Speaking | None:
    """Return someone who is called by the surname alone, or by the title before it."""
    titles = 0
    while titles < min(len(tokens), _FEW) and _is_of_title(tokens, titles):
        titles += 1
    if titles >= len(tokens) or not is_name(tokens[titles]):
        return None
    surname = tokens[titles]
    followed = titles + 1 < len(tokens) and is_name(tokens[titles + 1])
    is_surname = "Surn" in surname.tags or _SURNAME_LIKE.search(surname.low) is not None
    common = surname.low in said.NO_SURNAMES or "ADVB" in surname.tags
    if not is_surname or "Geox" in surname.tags or followed or common:
        return None
    title = " ".join(token.text for token in tokens[:titles])
    return Speaking(surname.start, surname.end, surname.text, title)


def _is_of_title(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word is of a title before a surname: мэр Москвы, белгородский губернатор."""
    token = tokens[at]
    if has_lemma(token, said.TITLES | said.TITLE_WORDS):
        return True
    last = at + 1 == len(tokens)
    return not last and ("Geox" in token.tags or ("ADJF" in token.tags and token.text.islower()))


def _initialled(text: str, tokens: Sequence[Token]) -> Speaking | None:
    """Return someone who signs with an initial: А. Дрозденко."""
    found = _INITIAL.search(text, tokens[0].start, tokens[-1].end)
    return Speaking(found.start(), found.end(), found[0]) if found else None


def _org(text: str, found: re.Match[str], name: str) -> str:
    """Return a body's name: its first words in the nominative, the rest as it stands."""
    told = re.sub(r"\s+", " ", text[found.start() : found.end()]).strip()
    if not name:
        return told
    words = told.split(" ")
    if words[0].lower()[:5] == name.lower().split(" ")[0][:5] and words[0][-2:] == name[-2:]:
        return told
    if len(name.split(" ")) > len(words) or words[0].lower()[:3] != name.lower()[:3]:
        return told
    return " ".join([name, *words[len(name.split(" ")) :]])


def _person(tokens: Sequence[Token]) -> Speaking | None:
    for at in range(len(tokens) - 1):
        first, last = tokens[at], tokens[at + 1]
        if not (is_name(first) and is_name(last)) or last.kind is not Kind.WORD:
            continue
        named = (
            "Name" in first.tags and "PREP" not in first.tags and not has_lemma(first, said.TITLES)
        )
        titled = "Surn" in last.tags and "Geox" not in first.tags and _titled(tokens, at)
        if not named and not titled:
            continue
        end = at + 1
        if end + 1 < len(tokens) and is_name(tokens[end + 1]) and "Patr" in last.tags:
            end += 1
        title = _title(tokens, at)
        name = nominative(tokens[at : end + 1])
        return Speaking(first.start, tokens[end].end, name, title)
    return None


def _titled(tokens: Sequence[Token], at: int) -> bool:
    return any(has_lemma(token, said.TITLES) for token in tokens[:at])


def _title(tokens: Sequence[Token], at: int) -> str:
    """Return the title in front of a name, as it stands."""
    first = at
    for back in range(at - 1, -1, -1):
        if has_lemma(tokens[back], said.TITLES):
            first = back
    return " ".join(token.text for token in tokens[first:at])
