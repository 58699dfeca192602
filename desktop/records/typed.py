"""Makes typed or pasted text fit to be read, and quotes it in messages."""

import re
import unicodedata

from desktop.records.errors import Invalid
from desktop.records.words import _

_QUOTED = 40
_DASHES = "‐‑‒–—―−﹘﹣－"
_FOLDED = str.maketrans(
    dict.fromkeys(_DASHES, "-") | {"ё": "е", "Ё": "Е", "’": "'", "ʼ": "'"},
)


def quoted(text: str) -> str:
    """Return the beginning of `text` in quotation marks, safe to show in a message."""
    seen = "".join(c if c.isprintable() else " " for c in text[:_QUOTED]).strip()
    return f"“{seen}…”" if len(text) > _QUOTED else f"“{seen}”"


def tidy(text: str, limit: int) -> str:
    """Return `text` in one plain spelling: lower case, one kind of dash, space and digit.

    Raises Invalid if it is longer than `limit` characters or holds characters that can't be seen:
    control characters would join two pasted cells, direction marks would show another number.
    """
    if len(text) > limit:
        raise Invalid(
            _("{text} is too long for this field ({n} characters): write at most {limit}.").format(
                text=quoted(text), n=len(text), limit=limit
            )
        )
    text = text.strip()
    for char in text:
        if not (char.isprintable() or unicodedata.category(char) == "Zs"):
            raise Invalid(
                _(
                    "{text} holds an invisible character (U+{code:04X}): delete it, "
                    "or type the value anew."
                ).format(text=quoted(text), code=ord(char))
            )
    plain = "".join(_digit(c) for c in text).translate(_FOLDED).casefold()
    return re.sub(r"\s+", " ", plain).strip()


def _digit(char: str) -> str:
    value = None if char.isascii() else unicodedata.decimal(char, None)
    return char if value is None else str(value)
