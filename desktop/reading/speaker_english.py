"""Finds who says something in English sentences."""

import re
from typing import Final

from desktop.reading import speaker_words as said
from desktop.reading.suggestion import Speaking

_ARTICLE: Final = r"(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s+)?"
_PERSON: Final = re.compile(
    rf"(?P<title>(?:{_ARTICLE}(?:[A-Z][\w'-]*\s+){{0,3}}(?i:{said.ENGLISH_TITLE})\s+)?)"
    rf"(?P<name>{said.ENGLISH_NAME})"
)
_ORG: Final = re.compile(rf"{_ARTICLE}(?P<name>{said.ENGLISH_ORG})(?![\w'-])")
_HEAD_OF: Final = re.compile(
    rf"(?P<name>{_ARTICLE}(?i:{said.ENGLISH_TITLE})\s+of\s+(?:the\s+)?[\w' -]{{3,50}}?)"
    r"(?=[,.;]|\s+(?:said|reported|wrote)|$)"
)
_APPOSITION: Final = r"(?:,\s[^,;.]{3,70},|\s\([^)]{1,40}\))?"
_ADVERBS: Final = (
    r"(?:\s*,)?(?:\s+(?:also|later|then|had|has|have|earlier|separately|previously|meanwhile))*\s*"
)
_SURNAME: Final = re.compile(rf"(?P<name>[A-Z][a-z][\w'-]+){_ADVERBS}$")
_LEADING_ARTICLE: Final = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_LONGEST: Final = 160


def before_verb(clause: str, at: int) -> Speaking | None:
    """Return who stands right before a verb of saying; `clause` begins at `at` of the text."""
    at += max(0, len(clause) - _LONGEST)
    clause = clause[-_LONGEST:]
    best: Speaking | None = None
    for pattern in (_PERSON, _HEAD_OF, _ORG):
        for found in pattern.finditer(clause):
            rest = clause[found.end() :]
            if re.fullmatch(rf"{_APPOSITION}{_ADVERBS}", rest) and _is_named(found["name"]):
                speaking = _speaking(found, at)
                if best is None or speaking.start < best.start:
                    best = speaking
        if best is not None:
            return best
    return None


def called_by_surname(clause: str, at: int) -> Speaking | None:
    """Return someone whose surname alone stands right before a verb of saying."""
    at += max(0, len(clause) - _LONGEST)
    found = _SURNAME.search(clause[-_LONGEST:])
    if found is None or not _is_named(found["name"]):
        return None
    return Speaking(at + found.start("name"), at + found.end("name"), found["name"])


def heading(clause: str, at: int) -> Speaking | None:
    """Return the person whom words before a colon name, and nothing else: "Governor X:"."""
    found = next(reversed(list(_PERSON.finditer(clause))), None)
    if found is None or clause[found.end() :].strip() or not _is_named(found["name"]):
        return None
    return _speaking(found, at)


def after_words(clause: str, at: int) -> Speaking | None:
    """Return who stands right behind a verb of saying or "according to"."""
    clause = clause[:_LONGEST]
    lead = re.match(r"\s*(?:(?:by|that|to|from)\s+)?", clause)
    skip = lead.end() if lead else 0
    for pattern in (_PERSON, _HEAD_OF, _ORG):
        found = pattern.match(clause, skip)
        if found and _is_named(found["name"]):
            return _speaking(found, at)
    return None


def _is_named(name: str) -> bool:
    """Return whether a name is more than words like "Russian" or a day of the week."""
    told = [word.lower().removesuffix("'s") for word in name.split()]
    return not all(word in said.NO_NAMES for word in told) or len(told) > 1


def _speaking(found: re.Match[str], at: int) -> Speaking:
    title = (found.groupdict().get("title") or "").strip()
    article = _LEADING_ARTICLE.match(found["name"])
    skip = article.end() if article else 0
    name = re.sub(r"\s+", " ", found["name"][skip:])
    return Speaking(at + found.start("name") + skip, at + found.end("name"), name, title)
