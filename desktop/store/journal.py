"""The journal: append-only, hash-chained, in the same transaction as the rows it tells of."""

import hashlib
import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop.records.delta import Change, Delta, Person
from desktop.records.kinds import Stored, Values
from desktop.records.models import content

GENESIS = "0" * 64
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
    plain = {name: declared[name].to_json(value) for name, value in values.items()}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _values(record: str, text: str | None) -> Values | None:
    if text is None:
        return None
    declared = content(record)
    return {name: declared[name].from_json(value) for name, value in json.loads(text).items()}


def link_hash(previous: str, header: Sequence[Stored], deltas: Iterable[Sequence[Stored]]) -> str:
    """Return the SHA-256 that closes a change: over the one before, its header and its deltas."""
    digest = hashlib.sha256(previous.encode())
    digest.update(json.dumps(list(header), ensure_ascii=False).encode())
    for delta in deltas:
        digest.update(json.dumps(list(delta), ensure_ascii=False).encode())
    return digest.hexdigest()


def head(connection: sqlite3.Connection) -> Head:
    """Return the chain's head; of an empty journal, the genesis."""
    row = connection.execute("SELECT seq, hash FROM change ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(row[0], row[1]) if row else Head(0, GENESIS)


def append(
    connection: sqlite3.Connection,
    deltas: Sequence[Delta],
    by: Person,
    *,
    action: str,
    subject: str,
    why: str,
    target: int | None,
) -> Change:
    """Write one change after the head, inside the caller's transaction."""
    last = head(connection)
    seq, uid = last.count + 1, uuid.uuid4().hex
    at = datetime.now(UTC)
    header = (
        seq, uid, at.isoformat(), by.name, by.role, action, subject, why, target,
    )  # fmt: skip
    rows = [
        (delta.type, delta.uid, _json(delta.type, delta.before), _json(delta.type, delta.after))
        for delta in deltas
    ]
    connection.execute(
        f"INSERT INTO change ({_HEADER},deltas,hash) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        (*header, len(rows), link_hash(last.hash, header, rows)),
    )
    connection.executemany(
        f"INSERT INTO delta (change,type,uid,before,after) VALUES ({seq},?,?,?,?)",
        rows,
    )
    return Change(seq, uid, at, by, action, subject, why, target, tuple(deltas))


def _change(connection: sqlite3.Connection, row: Sequence[Stored], where: str = "") -> Change:
    seq = int(row[0] or 0)
    sql = "SELECT type,uid,before,after FROM delta WHERE change=?" + where + " ORDER BY id"
    deltas = tuple(
        Delta(kind, uid, _values(kind, before), _values(kind, after))
        for kind, uid, before, after in connection.execute(sql, (seq,))
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


def change(connection: sqlite3.Connection, seq: int) -> Change:
    """Return one change with all its deltas; raise `KeyError` if there is none."""
    row = connection.execute(
        f"SELECT {_HEADER} FROM change WHERE seq=?",
        (seq,),
    ).fetchone()
    if row is None:
        raise KeyError(seq)
    return _change(connection, row)


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


def history(connection: sqlite3.Connection, uids: Sequence[str]) -> list[Change]:
    """Return the changes that touched any of the records, latest first, with those deltas only."""
    marks = ",".join("?" * len(uids))
    rows = connection.execute(
        f"SELECT d.change,d.type,d.uid,d.before,d.after FROM delta d "
        f"WHERE d.uid IN ({marks}) ORDER BY d.change DESC, d.id",
        tuple(uids),
    ).fetchall()
    by_change: dict[int, list[Delta]] = {}
    for seq, kind, uid, before, after in rows:
        delta = Delta(kind, uid, _values(kind, before), _values(kind, after))
        by_change.setdefault(seq, []).append(delta)
    found: list[Change] = []
    for seq, deltas in by_change.items():
        row = connection.execute(
            f"SELECT {_HEADER} FROM change WHERE seq=?",
            (seq,),
        ).fetchone()
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
    rows = connection.execute(f"SELECT {_HEADER},deltas,hash FROM change ORDER BY seq")
    for row in rows.fetchall():
        *header, count, found = row
        if header[0] != expected:
            yield f"change {expected}: missing"
        deltas = connection.execute(
            "SELECT type,uid,before,after FROM delta WHERE change=? ORDER BY id", (header[0],)
        ).fetchall()
        if len(deltas) != count:
            yield f"change {header[0]}: {len(deltas)} of {count} deltas are there"
        if link_hash(previous, header, deltas) != found:
            yield f"change {header[0]}: its contents are not what was written"
        previous, expected = found, header[0] + 1
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name='change'").fetchone()
    if last is not None and last[0] >= expected:
        yield f"changes {expected} to {last[0]}: cut from the journal's end"


def replay(connection: sqlite3.Connection) -> Iterator[tuple[str, str, dict[str, Stored] | None]]:
    """Yield each record's type, uid and stored values as the journal has them; None if binned."""
    current: tuple[str, str] | None = None
    state: dict[str, Stored] | None = None
    rows = connection.execute("SELECT type,uid,before,after FROM delta ORDER BY uid, id")
    for kind, uid, _before, after in rows:
        if current != (kind, uid):
            if current is not None:
                yield (*current, state)
            current, state = (kind, uid), None
        state = None if after is None else (state or {}) | json.loads(after)
    if current is not None:
        yield (*current, state)
