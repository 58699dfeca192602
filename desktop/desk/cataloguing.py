"""Keeping sources, places, speakers and terms: listing, checking, saving, removing, retiring."""

import re
import sqlite3
from dataclasses import dataclass

from desktop.desk.desk import Desk
from desktop.desk.entered import Entered, Problem
from desktop.records.context import Context
from desktop.records.delta import Change, created, edited, removed
from desktop.records.errors import Invalid
from desktop.records.family import Kept
from desktop.records.fold import fold, latin
from desktop.records.models import content
from desktop.records.words import N_, _, ngettext
from desktop.store import drafts, read
from desktop.store.changes import new_uid

MOST = 2000
# Links in which nothing may come back to itself.
_RINGS = {
    ("place", "parent"): N_("{name} lies within this place itself; choose a place around it."),
    ("source", "origin"): N_("{name} retells this source itself; choose where it was said first."),
}
MAIN = {"source": "title", "place": "name", "speaker": "name", "term": "name"}


@dataclass(frozen=True, slots=True)
class Listing:
    """The records that a list shows, and whether there are more than it can show."""

    rows: tuple[Kept, ...]
    cut: bool = False


def listing(
    connection: sqlite3.Connection, record: str, text: str, vocabulary: str = ""
) -> Listing:
    """Return the live records of a type whose texts hold `text`, at most `MOST` of them.

    Terms are those of one vocabulary, retired ones included, in their own order.
    """
    if record == "term":
        key = fold(text)
        terms = read.terms(connection, vocabulary, retired=True)
        found = [one for one in terms if key in _searched(one)]
    else:
        found = read.table(connection, record, text, MOST + 1)
    return Listing(tuple(found[:MOST]), len(found) > MOST)


def _searched(term: Kept) -> str:
    names = ("code", "name", "name_ru", "name_uk", "aliases", "meaning")
    return fold(" ".join(str(term[name]) for name in names))


def new_record(desk: Desk, record: str, vocabulary: str = "") -> Entered:
    """Return an empty record to be entered; a term comes last in its vocabulary."""
    entered = Entered(record, new_uid())
    if record == "term":
        terms = read.terms(desk.file.connection, vocabulary, retired=True)
        entered.put("vocabulary", vocabulary)
        entered.put("position", 1 + max((one["position"] or 0 for one in terms), default=-1))
    return entered


def code_for(name: str) -> str:
    """Return the code that a new term of this name gets unless another is typed."""
    # The rough Latin form is for Cyrillic only: it writes the h of English words as g.
    key = fold(name)
    return "_".join(re.findall(r"[a-z0-9]+", key if key.isascii() else latin(name)))


def namesakes(desk: Desk, entered: Entered, name: str) -> list[str]:
    """Return the uids of the other records of the type that are called `name`."""
    if not name.strip():
        return []
    if entered.type == "place":
        found = tuple(match.uid for match in desk.finder.exact(name))
    else:
        vocabulary = str(entered.start("vocabulary")) if entered.type == "term" else ""
        found = read.found_by_name(desk.file.connection, entered.type, vocabulary, name)
    return [uid for uid in found if uid != entered.uid]


def problems(desk: Desk, entered: Entered, context: Context) -> list[Problem]:
    """Return why a record can't be saved as typed, field by field; nothing if it can."""
    found = []
    for name in content(entered.type):
        try:
            check(desk, entered, name, context)
        except Invalid as error:
            found.append(Problem(entered.type, entered.uid, name, error))
    return found


def check(desk: Desk, entered: Entered, name: str, context: Context) -> object:
    """Return a field's value; raise `Invalid` where it can't be read or the desk forbids it."""
    value = entered.value(name, context)
    if entered.type == "term" and name == "code":
        _require_free_code(desk, entered, str(value))
    elif (entered.type, name) in _RINGS and value is not None:
        _require_no_ring(desk, entered, name, str(value))
    return value


def _require_free_code(desk: Desk, entered: Entered, code: str) -> None:
    vocabulary = str(entered.start("vocabulary"))
    for term in read.terms(desk.file.connection, vocabulary, retired=True):
        if term.uid != entered.uid and fold(term["code"]) == fold(code):
            raise Invalid(
                _("“{code}” is the code of {name}; choose another.").format(
                    code=code, name=term["name"]
                )
            )


def _require_no_ring(desk: Desk, entered: Entered, name: str, owner: str) -> None:
    """Refuse a parent that lies within the place itself, an origin that retells the source."""
    seen: set[str] = set()
    above: str | None = owner
    while above and above not in seen:
        if above == entered.uid:
            names = read.names(desk.file.connection, [owner])
            words = _(_RINGS[entered.type, name])
            raise Invalid(words.format(name=names.get(owner, owner)))
        seen.add(above)
        found = read.record(desk.file.connection, entered.type, above)
        above = found[name] if found is not None else None


def save_record(desk: Desk, entered: Entered, context: Context) -> Change | None:
    """Save one record as one change, and its draft goes with it; None if nothing differs.

    Raises `Invalid` where a field can't be saved as typed, `SaveFailed`, and `Moved` among it,
    where the change can't be written.
    """
    wrong = problems(desk, entered, context)
    if wrong:
        raise wrong[0].error
    values = entered.values(context)
    delta = (
        created(entered.type, entered.uid, values)
        if entered.base is None
        else edited(entered.type, entered.uid, entered.base, values)
    )
    if delta is None:
        drafts.drop(desk.file, entered.uid)
        return None
    return desk.save(
        [delta],
        "create" if entered.base is None else "edit",
        subject=str(values[MAIN[entered.type]]),
        drafts=[entered.uid],
    )


def follow(desk: Desk, entered: Entered, context: Context) -> None:
    """Bring a record that is being entered in line with what the desk holds now.

    What was typed stays.  A field that was typed in and changed meanwhile keeps the value it was
    started from, so that saving finds the clash and asks.
    """
    kept = read.record(desk.file.connection, entered.type, entered.uid)
    if kept is None or kept.removed:
        return
    if not entered.typed or entered.values(context) == kept.values:
        entered.settle(kept.values)
    elif entered.base is not None:
        base = entered.base
        entered.rebase(
            {name: base[name] if name in entered.typed else kept[name] for name in kept.values}
        )


def keep_mine(desk: Desk, entered: Entered) -> None:
    """Put what was typed over what the desk holds now, or make it a new record if that is gone."""
    kept = read.record(desk.file.connection, entered.type, entered.uid)
    entered.rebase(kept.values if kept is not None and not kept.removed else None)


def remove_record(desk: Desk, record: str, uid: str) -> Change:
    """Put a source, place or speaker into the bin.

    Raises `Invalid` while something on the desk still points at it, or it is there no more.
    """
    kept = read.record(desk.file.connection, record, uid)
    if kept is None or kept.removed:
        raise Invalid(_("It is in the bin already."))
    name = str(kept[MAIN[record]])
    _require_unused(desk, kept, name)
    return desk.save([removed(record, uid, kept.values)], "remove", subject=name)


def _require_unused(desk: Desk, kept: Kept, name: str) -> None:
    n = read.used_by(desk.file.connection, kept.uid)
    if n:
        raise Invalid(
            ngettext(
                "{n} incident uses {name}. Put another in its place there first.",
                "{n} incidents use {name}. Put another in its place there first.",
                n,
            ).format(n=n, name=name)
        )
    n = read.retellings(desk.file.connection, kept.uid) if kept.type == "source" else 0
    if n:
        raise Invalid(
            ngettext(
                "{n} source retells {name}. Empty that field there first.",
                "{n} sources retell {name}. Empty that field there first.",
                n,
            ).format(n=n, name=name)
        )
    n = read.places_within(desk.file.connection, kept.uid) if kept.type == "place" else 0
    if n:
        raise Invalid(
            ngettext(
                "{n} place lies within {name}. Move it elsewhere first.",
                "{n} places lie within {name}. Move them elsewhere first.",
                n,
            ).format(n=n, name=name)
        )


def set_origin(desk: Desk, uid: str, origin: str) -> Change | None:
    """Say that a source only retells another; None where it is so already.

    Raises `Invalid` where that other one retells it.
    """
    kept = read.record(desk.file.connection, "source", uid)
    if kept is None or kept.removed:
        raise Invalid(_("This source is in the bin."))
    _require_no_ring(desk, Entered("source", uid, dict(kept.values)), "origin", origin)
    delta = edited("source", uid, kept.values, {"origin": origin})
    return desk.save([delta], "edit", subject=str(kept["title"])) if delta is not None else None


def retire(desk: Desk, uid: str, *, retired: bool) -> Change | None:
    """Stop offering a term, or offer it again; return None where it is so already.

    What it was used for keeps it.  Raises `Invalid` if it is there no more.
    """
    kept = read.record(desk.file.connection, "term", uid)
    if kept is None or kept.removed:
        raise Invalid(_("This term is in the bin."))
    delta = edited("term", uid, kept.values, {"retired": retired})
    return desk.save([delta], "edit", subject=str(kept["name"])) if delta is not None else None
