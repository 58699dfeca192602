"""Whether the desk has a source already that is being entered, or one that it retells."""

import sqlite3
from dataclasses import dataclass
from typing import Literal

from desktop.records.alike import RETOLD, contained
from desktop.records.family import Kept
from desktop.records.words import _
from desktop.store import likeness

# "same": the same URL or text; "retells": it holds most of a source that was there before it;
# "retold": it is the one that a source on the desk holds most of.
Relation = Literal["same", "retells", "retold"]
_FEW_WORDS = 5
_MOST = 3
# In seconds: formulas of statements come again, retellings come soon.
_LONG = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Known:
    """A source that the desk has, what it is to the one being entered, and a sentence of it."""

    uid: str
    title: str
    relation: Relation
    words: str


def known(
    connection: sqlite3.Connection,
    uid: str,
    url: str,
    text: str,
    *,
    published: int | None = None,
    origin: str | None = None,
) -> list[Known]:
    """Return the sources that one being entered is, or shares most of its words with.

    `published` is when it came out, in seconds of the epoch, None where that is not known;
    `origin` is the source that it retells.  Those that are linked by a retelling already are left
    out, and those that retell the same one.
    """
    same = {one.uid: one for one in likeness.same_url(connection, url)} if url.strip() else {}
    by_url = set(same)
    same |= {one.uid: one for one in likeness.same_text(connection, text)}
    same.pop(uid, None)
    found = [
        Known(one.uid, one["title"], "same", _same(one, by_url=one.uid in by_url))
        for one in same.values()
    ]
    if len(text.split()) < _FEW_WORDS:
        return found[:_MOST]
    linked = {uid, origin} - {None}
    near = [
        (share, one)
        for one in likeness.near(connection, text)
        if one.uid not in same and linked.isdisjoint((one.uid, one["origin"]))
        if not _long_between(published, _published(one))
        if (share := contained(text, one["text"])) >= RETOLD
    ]
    near.sort(key=lambda pair: -pair[0])
    found += [_near(share, one, text, published) for share, one in near]
    return found[:_MOST]


def _published(source: Kept) -> int | None:
    return source["published"].start_key if source["published"] is not None else None


def _long_between(one: int | None, other: int | None) -> bool:
    """Return whether one text came out so long after another that it tells of another night."""
    return one is not None and other is not None and abs(one - other) > _LONG


def _same(one: Kept, *, by_url: bool) -> str:
    words = _("You have this: “{title}” has the same URL.") if by_url else ""
    return (words or _("You have this: “{title}” has the same text.")).format(title=one["title"])


def _near(share: float, one: Kept, text: str, published: int | None) -> Known:
    """Return which of two like sources seems to retell the other: the later, or the longer."""
    there = _published(one)
    if published is not None and there is not None and published != there:
        retells = published > there
    else:
        retells = len(text) >= len(one["text"])
    words = (
        _("It seems to retell “{title}” ({share} % of the words).")
        if retells
        else _("“{title}” seems to retell it ({share} % of the words).")
    ).format(title=one["title"], share=round(100 * share))
    return Known(one.uid, one["title"], "retells" if retells else "retold", words)
