"""The kinds of field that point at other records."""

import json
import re
from dataclasses import dataclass

from peewee import SQL

from desktop.records.context import PLAIN, Context
from desktop.records.errors import Ambiguous, Unknown
from desktop.records.kinds import Cell, Kind, Stored, clean
from desktop.records.words import _

_quoted = json.encoder.encode_basestring
# How many semicolons a name may hold and still be read back.
_SEMICOLONS = 4


class Link(Kind[str | None]):
    """One other record, by uid; `target` is its type, `vocabulary` narrows terms."""

    empty = None

    def __init__(
        self,
        label: str,
        description: str = "",
        *,
        target: str,
        vocabulary: str = "",
        required: bool = False,
        owner: bool = False,
    ) -> None:
        super().__init__(
            label,
            description,
            required=required,
            index=True,
            constraints=[SQL(f'REFERENCES "{target}" ("uid") DEFERRABLE INITIALLY DEFERRED')],
        )
        self.target = target
        self.vocabulary = vocabulary
        self.owner = owner

    def read(self, raw: str, context: Context = PLAIN) -> str | None:
        """Return the uid of the one record called `raw`; raise `Unknown` or `Ambiguous`."""
        text = " ".join(clean(raw).split())
        return self._uid(text, context) if text else None

    def _uid(self, text: str, context: Context) -> str:
        if text in context.picks:
            return context.picks[text]
        found = context.find(self.target, self.vocabulary, text)
        if not found:
            message = _("Nothing on this desk is called “{text}”; choose from the list or add it.")
            raise Unknown(message.format(text=text[:40]), target=self.target, text=text)
        if len(found) > 1:
            message = _("“{text}” is the name of {n}; choose one.")
            raise Ambiguous(message.format(text=text[:40], n=len(found)), text=text, uids=found)
        return found[0]

    def show(self, value: str | None, context: Context = PLAIN) -> str:
        """Return the record's name."""
        return "" if value is None else context.name(value)


class Links(Kind[tuple[str, ...]]):
    """Several other records, by uid, in order; typed with semicolons between."""

    empty = ()

    def __init__(
        self, label: str, description: str = "", *, target: str, vocabulary: str = ""
    ) -> None:
        super().__init__(label, description)
        self.target = target
        self.vocabulary = vocabulary
        self._one = Link(label, target=target, vocabulary=vocabulary)

    def read(self, raw: str, context: Context = PLAIN) -> tuple[str, ...]:
        """Return the uids of the records named; raise `Unknown` or `Ambiguous` for the first."""
        parts = re.split(r"([;\n])", raw)
        uids, at = [], 0
        while at < len(parts):
            name = self._name_at(parts, at, context)
            uids.append(self._one.read("".join(name), context))
            at += len(name) + 1
        return tuple(dict.fromkeys(uid for uid in uids if uid))

    def _name_at(self, parts: list[str], at: int, context: Context) -> list[str]:
        """Return the parts of the name that begins there; a known one may hold semicolons."""
        for end in range(min(len(parts), at + 2 * _SEMICOLONS + 1), at + 1, -2):
            text = " ".join(clean("".join(parts[at:end])).split())
            if text in context.picks or context.find(self.target, self.vocabulary, text):
                return parts[at:end]
        return parts[at : at + 1]

    def show(self, value: tuple[str, ...], context: Context = PLAIN) -> str:
        """Return the names, with semicolons between."""
        return "; ".join(context.name(uid) for uid in value)

    def db_value(self, value: tuple[str, ...] | None) -> str:
        """Return the uids as a JSON list."""
        return f"[{','.join(map(_quoted, value))}]" if value else "[]"

    def python_value(self, value: Stored) -> tuple[str, ...]:
        """Return the uids of a JSON list."""
        return tuple(json.loads(str(value))) if value and value != "[]" else ()

    def uids(self, value: tuple[str, ...]) -> tuple[str, ...]:
        """Return the records that a value points at."""
        return value


@dataclass(frozen=True, slots=True)
class Placed:
    """A place as a source names it: the record, and the words it was written with."""

    uid: str
    written: str


class Places(Kind[tuple[Placed, ...]]):
    """Places from the gazetteer or the desk, each with its as-written form."""

    empty = ()
    target = "place"

    def read(self, raw: str, context: Context = PLAIN) -> tuple[Placed, ...]:
        """Return the places named, in order; raise `Unknown` or `Ambiguous` for the first."""
        names = [" ".join(part.split()) for part in re.split(r"[,;\n]", clean(raw))]
        placed = [Placed(self._uid(name, context), name) for name in names if name]
        return tuple({one.uid: one for one in placed}.values())

    def _uid(self, text: str, context: Context) -> str:
        if text in context.picks:
            return context.picks[text]
        found = context.places(text, context.near)
        if not found:
            message = _("No place is called “{text}”; choose from the list or add it.")
            raise Unknown(message.format(text=text[:40]), target=self.target, text=text)
        if len(found) > 1:
            kinds = "; ".join(f"{match.name} ({match.detail})" for match in found[:4])
            message = _("“{text}” is {n} places: {kinds}. Choose one.")
            raise Ambiguous(
                message.format(text=text[:40], n=len(found), kinds=kinds),
                text=text,
                uids=tuple(match.uid for match in found),
            )
        return found[0].uid

    def show(self, value: tuple[Placed, ...], context: Context = PLAIN) -> str:
        """Return the places as written, so that `read` with the same picks takes them back."""
        return ", ".join(one.written or context.name(one.uid) for one in value)

    def to_cell(self, value: tuple[Placed, ...], context: Context = PLAIN) -> Cell:
        """Return the places' own names, with semicolons between."""
        return "; ".join(context.name(one.uid) for one in value) or None

    def db_value(self, value: tuple[Placed, ...] | None) -> str:
        """Return the places as a JSON list of [uid, written]."""
        if not value:
            return "[]"
        # As the encoder writes it, in a third of the time.
        pairs = [f"[{_quoted(one.uid)},{_quoted(one.written)}]" for one in value]
        return f"[{','.join(pairs)}]"

    def python_value(self, value: Stored) -> tuple[Placed, ...]:
        """Return the places of such a list."""
        if not value or value == "[]":
            return ()
        return tuple(Placed(*pair) for pair in json.loads(str(value)))

    def uids(self, value: tuple[Placed, ...]) -> tuple[str, ...]:
        """Return the places that a value points at."""
        return tuple(one.uid for one in value)


def picks(value: tuple[Placed, ...]) -> dict[str, str]:
    """Return which place each written name was taken for."""
    return {one.written: one.uid for one in value if one.written}
