"""What changes look like to a person: one line a field, grouped by record."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from desktop.desk.desk import Desk
from desktop.records.context import Context
from desktop.records.delta import Delta
from desktop.records.kinds import Choice, Kind, Values
from desktop.records.kinds_links import Link
from desktop.records.models import TYPE_LABELS, blank, content
from desktop.records.words import _
from desktop.store import read

Sort = Literal["added", "removed", "changed"]
Part = tuple[Literal["same", "removed", "added"], str]

# Comparing is quadratic; texts that differ in more words than this are shown as replaced.
MOST_WORDS = 1500
_WORD = re.compile(r"\s+|[^\s]+")
_UNTOLD = frozenset({
    "position", "sha256", "quote_start", "quote_end", "when_quote_start", "when_quote_end",
    "speaker_quote_start", "speaker_quote_end", "record", "digest", "at", "finding",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class DeltaLine:
    """One field of one record before and after a change.

    `kind` says what became of the field's text, `record_kind` what became of the record: it is
    made or brought back (added), goes to the bin (removed) or is edited (changed).
    """

    type: str
    uid: str
    field: str
    record: str
    label: str
    old: str
    new: str
    kind: Sort
    record_kind: Sort


def lines(
    deltas: Iterable[Delta], context: Context, names: Mapping[str, str] | None = None
) -> list[DeltaLine]:
    """Return what changes do, field by field in the order of declaration.

    `names` has what records are called that the context has no name for, such as figures.  A record
    that is made or goes to the bin shows the fields that are filled.
    """
    known = names or {}
    around = replace(context, name=lambda uid: known.get(uid) or context.name(uid))
    return [line for delta in deltas for line in _lines(delta, around, known)]


def _lines(delta: Delta, context: Context, names: Mapping[str, str]) -> Iterator[DeltaLine]:
    whole: Sort = "changed"
    if delta.before is None:
        whole = "added"
    elif delta.after is None:
        whole = "removed"
    called = names.get(delta.uid) or describe(
        delta.type, (delta.after or {}) if delta.before is None else (delta.before or {}), context
    )
    record = f"{_(TYPE_LABELS[delta.type])} {called}".strip()
    declared = content(delta.type)
    for name in delta.fields:
        kind = declared[name]
        old, new = (_shown(kind, name, values, context) for values in (delta.before, delta.after))
        if whole == "changed" and isinstance(kind, Choice):
            # A choice's first option, such as the status "draft", is a value where it changes.
            old, new = (
                kind.show(values[name], context) for values in (delta.before, delta.after) if values
            )
        if whole != "changed" and (_structural(name, kind) or not (old or new)):
            continue
        if old == new:
            continue
        sort: Sort = "added" if not old else "removed" if not new else "changed"
        yield DeltaLine(delta.type, delta.uid, name, record, kind.label, old, new, sort, whole)


def _structural(name: str, kind: Kind[object]) -> bool:
    return name in _UNTOLD or (isinstance(kind, Link) and kind.owner)


def _shown(kind: Kind[object], name: str, values: Values | None, context: Context) -> str:
    if values is None or name not in values or values[name] == kind.empty:
        return ""
    return kind.show(values[name], context)


def describe(record: str, values: Values, context: Context) -> str:
    """Return the few words by which a person knows a record, from what of it is there."""
    declared = content(record)
    shown = (
        _shown(declared[name], name, values, context) for name in _TELLING[record] if name in values
    )
    return " ".join(part for part in shown if part)


_TELLING = {
    "term": ("name",),
    "place": ("name",),
    "speaker": ("name",),
    "source": ("title",),
    "attachment": ("name",),
    "tick": ("field",),
    "query": ("question",),
    "acceptance": ("reason",),
    "aside": ("quote",),
    "incident": ("number", "title"),
    "report": ("speaker", "when"),
    "figure": ("measure", "count", "places"),
    "setting": ("name",),
}


def names_of(desk: Desk, deltas: Iterable[Delta]) -> dict[str, str]:
    """Return what the records that changes touch or point at are called, as the desk has them.

    A record that is nowhere on the desk, such as one of a plan, is called by its delta.
    """
    by_type: dict[str, set[str]] = {}
    listed = list(deltas)
    for delta in listed:
        by_type.setdefault(delta.type, set()).add(delta.uid)
        for values in (delta.before, delta.after):
            for name, kind in content(delta.type).items():
                if values and isinstance(kind, Link) and values.get(name):
                    by_type.setdefault(kind.target, set()).add(values[name])
    context = desk.context()
    found: dict[str, str] = {}
    for record, uids in by_type.items():
        if record not in read.NAMES or record == "incident":
            kept = read.records(desk.file.connection, record, uids)
            found |= {uid: describe(record, one.values, context) for uid, one in kept.items()}
        else:
            found |= read.names(desk.file.connection, uids)
    for delta in listed:
        if delta.uid not in found:
            values = blank(delta.type) | (delta.before or {}) | (delta.after or {})
            found[delta.uid] = describe(delta.type, values, context)
    return {uid: name for uid, name in found.items() if name}


def words(old: str, new: str) -> list[Part]:
    """Return two texts as one sequence of words that stayed, went and came."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    left = before[start : len(before) - end]
    right = after[start : len(after) - end]
    found: list[Part] = [("same", "".join(before[:start]))]
    if max(len(left), len(right)) > MOST_WORDS:
        found += [("removed", "".join(left)), ("added", "".join(right))]
    else:
        found += _compared(left, right)
    found.append(("same", "".join(before[len(before) - end :]) if end else ""))
    return _joined(part for part in found if part[1])


def _compared(left: Sequence[str], right: Sequence[str]) -> Iterator[Part]:
    """Yield what stayed, went and came; changed words with mere blanks between are one change."""
    gone, come = "", ""
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        text = "".join(left[a:b])
        if tag != "equal" or ((gone or come) and b < len(left) and text.isspace()):
            gone, come = gone + text, come + "".join(right[c:d])
            continue
        yield from (("removed", gone), ("added", come), ("same", text))
        gone, come = "", ""
    yield from (("removed", gone), ("added", come))


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _joined(parts: Iterable[Part]) -> list[Part]:
    """Join what stands beside its like."""
    found: list[Part] = []
    for sort, text in parts:
        if found and found[-1][0] == sort:
            found[-1] = (sort, found[-1][1] + text)
        else:
            found.append((sort, text))
    return found


def side(parts: Iterable[Part], which: Literal["removed", "added"]) -> list[Part]:
    """Return the parts of one of the two texts: what stayed, and what went or came."""
    return [part for part in parts if part[0] in ("same", which)]


def around(parts: Sequence[Part], keep: int = 40) -> list[Part]:
    """Return the parts with long stretches that stayed cut to `keep` characters at each change."""
    found: list[Part] = []
    for at, (sort, text) in enumerate(parts):
        if sort != "same" or len(text) <= 2 * keep + 3:
            found.append((sort, text))
            continue
        head = "" if at == 0 else text[:keep].rpartition(" ")[0]
        tail = "" if at == len(parts) - 1 else text[-keep:].partition(" ")[2]
        found.append(("same", f"{head} … {tail}"))
    return found
