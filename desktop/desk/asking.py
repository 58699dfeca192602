"""Queries: ask about a field or a figure, answer, close; what waits for whom."""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime

from desktop.desk.desk import Desk
from desktop.records.delta import Change, Delta, created, edited
from desktop.records.errors import Invalid
from desktop.records.family import Family, Kept
from desktop.records.words import _
from desktop.store import read
from desktop.store.changes import new_uid


def queries_of(connection: sqlite3.Connection, incident: str) -> list[Kept]:
    """Return the queries of an incident, the oldest first."""
    return read.reviewed(connection, "query", incident)


def waiting_for(connection: sqlite3.Connection, person: str = "") -> list[Kept]:
    """Return the queries that are not closed, of all or that wait for one person, oldest first.

    An open one waits for who was asked, or for anybody; an answered one for who asked.
    """
    return [one for one in read.queries(connection) if not person or _waits(one, person)]


def _waits(query: Kept, person: str) -> bool:
    if query["state"] == "answered":
        return bool(query["asker"] == person)
    return query["asked"] == person or (not query["asked"] and query["asker"] != person)


def ask(desk: Desk, family: Family, about: tuple[str, str], question: str, to: str = "") -> Change:
    """Ask about a record's uid and a field of it; with an empty field about the whole record."""
    record, field = about
    values = {
        "incident": family.incident.uid,
        "record": record,
        "field": field,
        "question": _said(question, _("Write what you want to know.")),
        "asker": desk.person.name,
        "asked": to,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    return _save(desk, family, "ask", created("query", new_uid(), values))


def answer(desk: Desk, family: Family, query: Kept, text: str) -> Change:
    """Answer an open query; an answer may be corrected until the query is closed."""
    _require_not_closed(query)
    values = {
        "answer": _said(text, _("Write the answer.")),
        "state": "answered",
        "answered_by": desk.person.name,
    }
    return _save(desk, family, "answer", edited("query", query.uid, query.values, values))


def close(desk: Desk, family: Family, query: Kept) -> Change:
    """Close a query, answered or not."""
    _require_not_closed(query)
    return _save(
        desk, family, "close query", edited("query", query.uid, query.values, {"state": "closed"})
    )


def addressed(queries: Iterable[Kept], to: str) -> list[Delta]:
    """Return what gives the open queries that nobody in particular was asked to one person."""
    found = [
        edited("query", one.uid, one.values, {"asked": to})
        for one in queries
        if one["state"] == "open" and not one["asked"]
    ]
    return [one for one in found if one is not None]


def _require_not_closed(query: Kept) -> None:
    if query["state"] == "closed":
        raise Invalid(_("This query is closed; ask a new one."))


def _said(text: str, missing: str) -> str:
    if not text.strip():
        raise Invalid(missing)
    return text.strip()


def _save(desk: Desk, family: Family, action: str, delta: Delta | None) -> Change:
    if delta is None:
        raise Invalid(_("That is how it stands already."))
    return desk.save([delta], action, subject=family.incident["number"])
