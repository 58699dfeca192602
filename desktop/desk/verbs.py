"""What the command line does, without a screen; each verb returns what there is to print."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desktop.desk import settings
from desktop.desk.answer import DONE, FOUND, Answer
from desktop.desk.checking import findings
from desktop.desk.exporting import export as write_export
from desktop.desk.exporting import fingerprint, issue
from desktop.desk.filtering import read_filter
from desktop.desk.making import make_desk
from desktop.records.delta import Change, Delta
from desktop.records.errors import Invalid
from desktop.records.kinds_links import Link
from desktop.records.kinds_values import Whole
from desktop.records.models import content
from desktop.records.words import _, ngettext
from desktop.store import backup as backups
from desktop.store import journal, listing, read, rescue, whereabouts
from desktop.store import verify as soundness
from desktop.store.database import open_desk

# Where a record stands among others; a person sees that by where it is listed.
_STRUCTURE = {"incident", "report", "figure"}


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a desk to read; raise `OpenRefused` if it isn't one."""
    file = open_desk(path, write=False)
    try:
        yield file.connection
    finally:
        file.close()


def new(path: Path) -> Answer:
    """Make an empty desk."""
    make_desk(path)
    return _made(path)


def sample(path: Path) -> Answer:
    """Make a desk with the sample night."""
    # Qt's core is needed only where changes are made as a person makes them.
    from desktop.desk.sample import make_sample  # noqa: PLC0415

    make_sample(path)
    return _made(path)


def _made(path: Path) -> Answer:
    """Tell where a desk was made, and what is unsafe about the place."""
    danger = whereabouts.danger(whereabouts.sharer(whereabouts.look(path.resolve())))
    lines = [_("Made {path}.").format(path=path), *filter(None, [danger])]
    return Answer(lines, {"desk": str(path), "danger": danger})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an export is asked for: which incidents and sheets, for whom, since which other."""

    where: str = ""
    layout: str = "full"
    to: str = ""
    since: str = ""
    sources: bool = True


def export(path: Path, target: Path, asked: Wanted) -> Answer:
    """Write a workbook or CSV; one that is for somebody is noted on the desk."""
    if asked.since and asked.where:
        raise Invalid(_("--since takes the filter of the earlier export; leave --where out."))
    home = settings.load(settings.home())
    with _reading(path) as connection:
        wanted = read_filter(connection, asked.where, home.zone)
    receipt = write_export(
        path, target, wanted=wanted, layout=asked.layout, sources=asked.sources,
        since=asked.since, zone=home.zone,
    )  # fmt: skip
    if asked.to:
        with closing(open_desk(path, locks=home.locks)) as file:
            issue(file, home.person, receipt, asked.to, fingerprint(receipt.path))
    counts = ", ".join(f"{title} {n}" for title, n in receipt.rows.items())
    lines = [_("Wrote {path}: {counts}.").format(path=receipt.path, counts=counts)]
    lines += [_("characters replaced in {cell}").format(cell=one) for one in receipt.replaced]
    lines += [_("goes on in further columns: {cell}").format(cell=one) for one in receipt.continued]
    document = {**asdict(receipt), "path": str(receipt.path)}
    return Answer(lines, document, FOUND if receipt.replaced_count else DONE)


def check(path: Path) -> Answer:
    """List what is doubtful."""
    with _reading(path) as connection:
        found = list(findings(connection))
        numbers = read.names(connection, {one.incident for one in found})
    lines = [f"{numbers[one.incident]}  {_(one.severity)}  {one.sentence}" for one in found]
    n = len(found)
    lines.append(ngettext("{n} finding.", "{n} findings.", n).format(n=n))
    document = [{**asdict(one), "number": numbers[one.incident]} for one in found]
    return Answer(lines, document, FOUND if found else DONE)


def history(path: Path, number: str) -> Answer:
    """List every change, or what changed in one incident, field by field; latest first."""
    with _reading(path) as connection:
        if not number:
            changes = journal.headers(connection, limit=listing.count(connection) + 1_000_000)
            return Answer([_heading(one) for one in changes], [_plain(one) for one in changes])
        uid = listing.uid_of_number(connection, number)
        if uid is None:
            raise Invalid(_("No incident of this desk has the number {n}.").format(n=number))
        changes = journal.history(connection, read.family_uids(connection, uid))
        lines: list[str] = []
        for change in changes:
            lines.append(_heading(change))
            lines += [f"    {line}" for delta in change.deltas for line in _told(connection, delta)]
    return Answer(lines, [_plain(one) for one in changes])


def _heading(change: Change) -> str:
    words = (
        f"{change.seq:>5}", f"{change.at:%Y-%m-%d %H:%M} UTC", change.by.name, change.action,
        change.subject, f"({change.why})" if change.why else "",
    )  # fmt: skip
    return "  ".join(word for word in words if word)


def _told(connection: sqlite3.Connection, delta: Delta) -> Iterator[str]:
    """Yield one line a field: from what to what, as a person reads it."""
    declared = content(delta.type)
    for name in delta.fields:
        kind = declared[name]
        if isinstance(kind, Whole) or (isinstance(kind, Link) and kind.target in _STRUCTURE):
            continue
        before, after = (
            kind.empty if side is None or name not in side else side[name]
            for side in (delta.before, delta.after)
        )
        if before == after:
            continue
        uids = {one for value in (before, after) for one in _pointed(value)}
        names = read.names(connection, uids)
        texts = [_shown(kind.show(value), names) for value in (before, after)]
        yield f"{delta.type} {kind.label}: {texts[0] or '–'} → {texts[1] or '–'}"


def _pointed(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(one for one in value if isinstance(one, str))
    return (value,) if isinstance(value, str) else ()


def _shown(text: str, names: dict[str, str]) -> str:
    parts = [names.get(part, part) for part in text.split("; ")]
    joined = " ".join("; ".join(parts).split())
    return f"{joined[:117]}..." if len(joined) > 120 else joined


def _plain(change: Change) -> dict[str, Any]:
    return {
        "seq": change.seq,
        "uid": change.uid,
        "at": change.at.isoformat(),
        "by": change.by.name,
        "role": change.by.role,
        "action": change.action,
        "subject": change.subject,
        "why": change.why,
        "target": change.target,
        "deltas": [
            {
                "type": delta.type,
                "uid": delta.uid,
                "before": _stored(delta.type, delta.before),
                "after": _stored(delta.type, delta.after),
            }
            for delta in change.deltas
        ],
    }


def _stored(record: str, values: dict[str, Any] | None) -> dict[str, Any] | None:
    if values is None:
        return None
    declared = content(record)
    return {name: declared[name].to_json(value) for name, value in values.items()}


def verify(path: Path) -> Answer:
    """List what is not sound in the file, its journal, its rows and its backups."""
    with _reading(path) as connection:
        faults = [*soundness.faults(connection), *backups.faults(path.absolute())]
        head = journal.head(connection)
    sound = _("Sound: {n} changes, closed by {hash}.").format(n=head.count, hash=head.hash)
    document = {"faults": faults, "changes": head.count, "head": head.hash}
    return Answer(faults or [sound], document, FOUND if faults else DONE)


def backup(path: Path, out: Path | None) -> Answer:
    """Make a backup and compare it with the desk."""
    with _reading(path) as connection:
        made = backups.make(path.absolute(), connection, out.absolute() if out else None)
    return Answer([_("Made {path}.").format(path=made)], {"backup": str(made)})


def restore(source: Path, path: Path) -> Answer:
    """Put a backup in the place of a desk's content; what was there is kept."""
    locks = settings.load(settings.home()).locks
    before = rescue.put_back(source.absolute(), path, locks)
    line = _("Restored {path}; what it held before is in {before}.")
    return Answer(
        [line.format(path=path, before=before)], {"desk": str(path), "before": str(before)}
    )
