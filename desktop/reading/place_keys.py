"""The keys by which words of a text and words of a name are compared."""

import re
from collections.abc import Iterable
from typing import Final

from desktop.records.fold import latin

_CYRILLIC: Final = re.compile(r"[а-яіїєґ]")
_ADJECTIVE: Final = re.compile(
    r"(?P<stem>[\w'-]{1,}?(?:[сцз]ь?к|н|бел|біл))"
    r"(?:ая|ой|ою|ую|ого|ому|ым|ом|ые|ых|ыми|ий|ый|его|ему|им|ем|ие|их|ими|яя|юю|ое|ой"
    r"|а|ої|ій|у|е|і)"
)


def adjective_key(low: str) -> str:
    """Return what all forms of an adjective share, or "" for what doesn't look like one.

    `low` is a word in lower case, "е" for "ё": "брянской" and "брянская" share "briansk".
    """
    found = _ADJECTIVE.fullmatch(low)
    return latin(found["stem"]) if found else ""


def word_keys(low: str, lemmas: Iterable[str]) -> frozenset[str]:
    """Return the keys of a word as it stands and of what it may be a form of."""
    if _CYRILLIC.search(low) is None:
        return frozenset({latin(low.removesuffix("'s").removesuffix("'"))})
    return frozenset(latin(form) for form in (low, *lemmas)) - {""}
