"""What a saved change did to the quotes of a text that it corrected, in words."""

from desktop.desk.desk import Desk
from desktop.records.delta import Change, Delta
from desktop.records.requoting import QUOTES
from desktop.records.words import _, ngettext
from desktop.store import read

_NAMED = 3
_SHOWN = 40


def told(desk: Desk, change: Change) -> tuple[str, str]:
    """Return what is said of quotes that moved along, and of those that stand there no longer.

    Either is "" where there is none.
    """
    if not any(delta.type == "source" and delta.before and delta.after for delta in change.deltas):
        return "", ""
    moved = 0
    lost: list[tuple[Delta, str]] = []
    for delta in change.deltas:
        for name in QUOTES.get(delta.type, ()):
            start = f"{name}_start"
            if delta.before and delta.after and delta.before.get(start) is not None:
                if delta.after[start] is None:
                    lost.append((delta, name))
                else:
                    moved += 1
    along = ngettext("{n} quote moved along", "{n} quotes moved along", moved)
    return along.format(n=moved) if moved else "", _lost(desk, lost)


def _lost(desk: Desk, lost: list[tuple[Delta, str]]) -> str:
    if not lost:
        return ""
    connection = desk.file.connection
    words = []
    for delta, name in lost[:_NAMED]:
        kept = read.record(connection, delta.type, delta.uid)
        if kept is not None:
            quote = " ".join(str(kept[name]).split())
            shown = quote if len(quote) <= _SHOWN else f"{quote[: _SHOWN - 1]}…"
            number = read.number_of(connection, delta.type, delta.uid)
            words.append(f"“{shown}” ({number})" if number else f"“{shown}”")
    more = len(lost) - len(words)
    if more:
        words.append(_("{n} more").format(n=more))
    return ngettext(
        "{n} quote no longer stands in the text: {quotes}",
        "{n} quotes no longer stand in the text: {quotes}",
        len(lost),
    ).format(n=len(lost), quotes="; ".join(words))
