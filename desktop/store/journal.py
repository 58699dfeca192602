"""The journal: append-only, hash-chained, in the same transaction as the rows it tells of."""

import hashlib
import json
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from operator import itemgetter

from desktop.records.delta import Change, Delta, Person, composed
from desktop.records.kinds import Stored, Values
from desktop.records.models import content
from desktop.records.words import _
from desktop.store.rows import chunks, marks

GENESIS = "0" * 64
# json.dumps would make an encoder at each call.
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
_listed = json.JSONEncoder(ensure_ascii=False).encode
_quoted = json.encoder.encode_basestring
_HEADER = "seq,uid,at,by,role,action,subject,why,target"


@dataclass(frozen=True, slots=True)
class Head:
    """The last link of the chain and how many changes it closes."""

    count: int
    hash: str


def _json(record: str, values: Values | None) -> str | None:
    if values is None:
        return None
    declared = content(record)
    return _compact({name: declared[name].to_json(value) for name, value in values.items()})


def _values(record: str, text: str | None) -> Values | None:
    return None if text is None else _read(record, json.loads(text))


def _read(record: str, stored: Mapping[str, Stored]) -> Values:
    declared = content(record)
    return {name: declared[name].from_json(value) for name, value in stored.items()}


def link_hash(previous: str, header: Sequence[Stored], deltas: Iterable[Sequence[Stored]]) -> str:
    """Return the SHA-256 that closes a change: over the one before, its header and its deltas."""
    digest = _digest(previous, header)
    for delta in deltas:
        digest.update(_bytes(delta))
    return digest.hexdigest()


def _digest(previous: str, header: Sequence[Stored]) -> "hashlib._Hash":
    digest = hashlib.sha256(previous.encode())
    digest.update(_bytes(header))
    return digest


def _bytes(row: Sequence[Stored]) -> bytes:
    return _listed(list(row)).encode()


def head(connection: sqlite3.Connection) -> Head:
    """Return the chain's head; of an empty journal, the genesis."""
    row = connection.execute("SELECT seq, hash FROM change ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(row[0], row[1]) if row else Head(0, GENESIS)


def hash_at(connection: sqlite3.Connection, seq: int) -> str:
    """Return the hash that closes a change; "" where there is no such change."""
    if seq == 0:
        return GENESIS
    row = connection.execute("SELECT hash FROM change WHERE seq=?", (seq,)).fetchone()
    return str(row[0]) if row else ""


def common(connection: sqlite3.Connection, other: sqlite3.Connection) -> int:
    """Return the last change that two journals share; 0 where they never were one.

    Each hash closes all before it, so that halving finds the last that is the same.
    """
    first, last = 0, min(head(connection).count, head(other).count)
    while first < last:
        middle = (first + last + 1) // 2
        if hash_at(connection, middle) == hash_at(other, middle):
            first = middle
        else:
            last = middle - 1
    return first


@dataclass(slots=True)
class Entry:
    """A change being written: its header, and what of its deltas the hash has taken in so far."""

    header: tuple[Stored, ...]
    at: datetime
    digest: "hashlib._Hash"
    count: int = 0

    @property
    def seq(self) -> int:
        """The change's number."""
        return int(self.header[0] or 0)

    @property
    def by(self) -> str:
        """Who makes the change."""
        return str(self.header[3])


def begin(
    connection: sqlite3.Connection,
    by: Person,
    *,
    action: str,
    subject: str,
    why: str,
    target: int | None,
) -> Entry:
    """Begin the change after the head, inside the caller's transaction."""
    last = head(connection)
    at = datetime.now(UTC)
    header = (
        last.count + 1, uuid.uuid4().hex, at.isoformat(), by.name, by.role, action, subject, why,
        target,
    )  # fmt: skip
    return Entry(header, at, _digest(last.hash, header))


@dataclass(frozen=True, slots=True)
class Line:
    """A delta as the journal holds it, its values as JSON."""

    type: str
    uid: str
    before: str | None
    after: str | None


def line(delta: Delta) -> Line:
    """Return a delta as the journal holds it."""
    return Line(
        delta.type, delta.uid, _json(delta.type, delta.before), _json(delta.type, delta.after)
    )


def made(record: str, uid: str, cells: Sequence[Stored]) -> Line:
    """Return the line of a new record of which every field is given, as its columns hold them."""
    template, ordered = _template(record)
    # Nearly all are texts, which the call of a function would cost half as much again.
    texts = [_quoted(one) if isinstance(one, str) else _scalar(one) for one in ordered(cells)]
    return Line(record, uid, None, template % tuple(texts))


@cache
def _template(
    record: str,
) -> tuple[str, Callable[[Sequence[Stored]], tuple[Stored, ...]]]:
    """Return the JSON of a record with a mark for each value, and what orders its columns so.

    The encoder would sort the same names again for every record.
    """
    names = tuple(content(record))
    ordered = sorted(names)
    marks_ = ",".join(f"{_quoted(name)}:%s" for name in ordered)
    return f"{{{marks_}}}", itemgetter(*map(names.index, ordered))


def _scalar(value: float | str | None) -> str:
    if value is None:
        return "null"
    return str(value) if isinstance(value, int) else _compact(value)


def add(connection: sqlite3.Connection, entry: Entry, lines: Sequence[Line]) -> None:
    """Write some of the change's deltas."""
    rows = [(line.type, line.uid, line.before, line.after) for line in lines]
    entry.digest.update("".join(map(_link, rows)).encode())
    entry.count += len(rows)
    connection.executemany(
        "INSERT INTO delta (change,type,uid,before,after) VALUES (?,?,?,?,?)",
        ((entry.seq, *row) for row in rows),
    )


def _link(row: Iterable[str | None]) -> str:
    """Return what `_bytes` does of a delta's row, which holds texts and None only."""
    return "[" + ", ".join(["null" if one is None else _quoted(one) for one in row]) + "]"


def close(connection: sqlite3.Connection, entry: Entry, deltas: Sequence[Delta]) -> Change:
    """Write the change's header with the hash over all of it, and return it with `deltas`."""
    connection.execute(
        f"INSERT INTO change ({_HEADER},deltas,hash) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        (*entry.header, entry.count, entry.digest.hexdigest()),
    )
    return _headed(entry.header, tuple(deltas))


def _change(connection: sqlite3.Connection, row: Sequence[Stored], limit: int | None) -> Change:
    seq = int(row[0] or 0)
    sql = "SELECT type,uid,before,after FROM delta WHERE change=? ORDER BY id LIMIT ?"
    deltas = tuple(
        Delta(kind, uid, _values(kind, before), _values(kind, after))
        for kind, uid, before, after in connection.execute(
            sql, (seq, -1 if limit is None else limit)
        )
    )
    return _headed(row, deltas)


def _headed(row: Sequence[Stored], deltas: tuple[Delta, ...]) -> Change:
    seq, uid, at, by, role, action, subject, why, target = row
    return Change(
        int(seq or 0),
        str(uid),
        datetime.fromisoformat(str(at)),
        Person(str(by), str(role)),
        str(action),
        str(subject),
        str(why),
        None if target is None else int(target),
        deltas,
    )


def change(connection: sqlite3.Connection, seq: int, limit: int | None = None) -> Change:
    """Return one change with all its deltas, or its first; raise `KeyError` if there is none."""
    row = connection.execute(
        f"SELECT {_HEADER} FROM change WHERE seq=?",
        (seq,),
    ).fetchone()
    if row is None:
        raise KeyError(seq)
    return _change(connection, row, limit)


def backwards(connection: sqlite3.Connection, seq: int, size: int) -> Iterator[list[Delta]]:
    """Yield a change's deltas last first, so many at a time; others may be written meanwhile."""
    sql = (
        "SELECT id,type,uid,before,after FROM delta WHERE change=? AND id < ? "
        "ORDER BY id DESC LIMIT ?"
    )
    last = 2**62
    while rows := connection.execute(sql, (seq, last, size)).fetchall():
        last = rows[-1][0]
        yield [
            Delta(kind, uid, _values(kind, before), _values(kind, after))
            for _id, kind, uid, before, after in rows
        ]


def headers(
    connection: sqlite3.Connection, *, before: int | None = None, limit: int = 200
) -> list[Change]:
    """Return changes without their deltas, latest first, those before a sequence number."""
    rows = connection.execute(
        f"SELECT {_HEADER} FROM change WHERE seq < ? ORDER BY seq DESC LIMIT ?",
        (2**62 if before is None else before, limit),
    )
    return [_headed(row, ()) for row in rows]


def delta_count(connection: sqlite3.Connection, seq: int) -> int:
    """Return how many records a change touched."""
    row = connection.execute("SELECT deltas FROM change WHERE seq=?", (seq,)).fetchone()
    return int(row[0]) if row else 0


def history(connection: sqlite3.Connection, uids: Iterable[str]) -> list[Change]:
    """Return the changes that touched any of the records, latest first, with those deltas only."""
    rows: list[tuple[int, int, str, str, str | None, str | None]] = []
    for some in chunks(uids):
        rows += connection.execute(
            f"SELECT change,id,type,uid,before,after FROM delta WHERE uid IN {marks(some)}", some
        )
    by_change: dict[int, list[Delta]] = {}
    for seq, _id, kind, uid, before, after in sorted(rows, key=lambda row: (-row[0], row[1])):
        delta = Delta(kind, uid, _values(kind, before), _values(kind, after))
        by_change.setdefault(seq, []).append(delta)
    found: list[Change] = []
    for seq, deltas in by_change.items():
        row = connection.execute(f"SELECT {_HEADER} FROM change WHERE seq=?", (seq,)).fetchone()
        found.append(_headed(row, tuple(deltas)))
    return found


def stacks(connection: sqlite3.Connection, limit: int = 1000) -> tuple[list[int], list[int]]:
    """Return the changes that undo and redo would take, nearest last.

    They are read from the journal itself, so that undo survives a restart.  The change that made
    the desk can't be undone.
    """
    rows = connection.execute(
        "SELECT seq, action, target FROM change WHERE action != 'new' ORDER BY seq DESC LIMIT ?",
        (limit,),
    ).fetchall()
    undo: list[int] = []
    redo: list[int] = []
    for seq, action, target in reversed(rows):
        if action == "undo":
            if undo and undo[-1] == target:
                undo.pop()
            redo.append(seq)
        elif action == "redo":
            if redo:
                redo.pop()
            undo.append(seq)
        else:
            undo.append(seq)
            redo.clear()
    return undo, redo


def chain_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a line for each change whose hash, number or count is not what it was."""
    previous, expected = GENESIS, 1
    for row in connection.execute(f"SELECT {_HEADER},deltas,hash FROM change ORDER BY seq"):
        *header, count, found = row
        if header[0] != expected:
            yield _gone(expected, header[0] - 1)
        digest, there = _digest(previous, header), 0
        for delta in connection.execute(
            "SELECT type,uid,before,after FROM delta WHERE change=? ORDER BY id", (header[0],)
        ):
            digest.update(_bytes(delta))
            there += 1
        if there != count:
            yield _("change {seq}: {n} of {count} deltas are there").format(
                seq=header[0], n=there, count=count
            )
        if digest.hexdigest() != found:
            yield _("change {seq}: its contents are not what was written").format(seq=header[0])
        previous, expected = found, header[0] + 1
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name='change'").fetchone()
    if last is not None and last[0] >= expected:
        yield _("{changes}: cut from the journal's end").format(changes=_gone(expected, last[0]))


def _gone(first: int, last: int) -> str:
    if first == last:
        return _("change {seq}: missing").format(seq=first)
    return _("changes {first} to {last}: missing").format(first=first, last=last)


@dataclass(frozen=True, slots=True)
class Told:
    """What the journal says that a record holds: its stored values, and whether it is binned."""

    type: str
    uid: str
    values: dict[str, Stored]
    removed: bool


def replay(connection: sqlite3.Connection) -> Iterator[Told]:
    """Yield each record as the journal has it."""
    told: Told | None = None
    rows = connection.execute("SELECT type,uid,before,after FROM delta ORDER BY uid, id")
    for kind, uid, before, after in rows:
        if told is not None and (told.type, told.uid) != (kind, uid):
            yield told
            told = None
        values = {} if told is None else told.values
        try:
            values |= json.loads(before if after is None else after)
        except ValueError:
            # The chain's own check names the change that this stands in.
            values = {}
        told = Told(kind, uid, values, after is None)
    if told is not None:
        yield told


def is_undone(connection: sqlite3.Connection, seq: int) -> bool:
    """Return whether a change was taken back as a whole and not done again since."""
    taken = connection.execute(
        "SELECT other.seq FROM change AS other JOIN change AS this ON other.target = this.seq "
        "WHERE this.seq=? AND other.deltas = this.deltas",
        (seq,),
    ).fetchall()
    return any(not is_undone(connection, other) for (other,) in taken)


Key = tuple[str, str]


def base(connection: sqlite3.Connection, count: int) -> dict[Key, Values | None]:
    """Return what was changed since change number `count` as it was then, by (type, uid).

    Of each record that later changes touched the values of the touched fields; None for one that
    was not there then, or was in the bin.
    """
    found: dict[Key, dict[str, Stored] | None] = {}
    # What was there after a removal is not what was there before it.
    closed: set[Key] = set()
    sql = "SELECT type,uid,before,after IS NULL FROM delta WHERE change > ? ORDER BY id"
    for kind, uid, before, gone in connection.execute(sql, (count,)):
        key = (kind, uid)
        if key not in closed:
            found[key] = None if before is None else json.loads(before) | (found.get(key) or {})
        if gone or before is None:
            closed.add(key)
    return {
        (kind, uid): None if then is None else _read(kind, then)
        for (kind, uid), then in found.items()
    }


@dataclass(frozen=True, slots=True)
class Since:
    """What became of one record since some change, and by what.

    `delta` is the net of it: `before` None for a record added, `after` None for one removed, else
    the fields that differ, from and to.  `changes` are the headers of what touched it, first to
    last, and `by_field` those that touched each field.
    """

    delta: Delta
    changes: tuple[Change, ...]
    by_field: Mapping[str, tuple[Change, ...]]


def since(connection: sqlite3.Connection, count: int) -> Iterator[Since]:
    """Yield each record that is not as it was at change number `count`, with how it came to be so.

    What was changed and changed back is left out.  One record's deltas are in memory at a time.
    """
    by_seq = {
        row[0]: _headed(row, ())
        for row in connection.execute(f"SELECT {_HEADER} FROM change WHERE seq > ?", (count,))
    }
    sql = "SELECT type,uid,change,before,after FROM delta WHERE change > ? ORDER BY type,uid,id"
    for (kind, uid), rows in groupby(connection.execute(sql, (count,)), itemgetter(0, 1)):
        steps = [
            (by_seq[seq], Delta(kind, uid, _values(kind, before), _values(kind, after)))
            for _kind, _uid, seq, before, after in rows
        ]
        for net in composed(delta for _change, delta in steps):
            by_field = {
                name: tuple(change for change, delta in steps if name in delta.fields)
                for name in net.fields
            }
            yield Since(net, tuple(change for change, _delta in steps), by_field)
