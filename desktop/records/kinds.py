"""The kinds of field: how one is read, shown, put into a cell and kept.

A record declares each field once, with one of these kinds.  Form, table, workbook, history and
guide derive from the declaration.  A kind never mentions a widget, a sheet or a query.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from peewee import SQL, Field

from desktop.records.context import PLAIN, Context
from desktop.records.count import NOT_CHECKED, Count
from desktop.records.errors import Ambiguous, Invalid, Unknown
from desktop.records.when import When
from desktop.records.words import _

T = TypeVar("T")
Stored = str | int | float | None
Cell = str | int | float | bool | None
Values = dict[str, Any]

TEXT_LIMIT = 500
LONG_TEXT_LIMIT = 5_000_000
_quoted = json.encoder.encode_basestring
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return `text` without characters that no text has: control codes and lone surrogates."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


if TYPE_CHECKING:
    # peewee's fields are generic in its stubs, but not when the program runs.
    _TypedField = Field
else:

    class _TypedField(Field, Generic[T]):
        """peewee's field, with a type of value."""


class Kind(_TypedField[T]):
    """One declared field of a record.

    `label` and `help` are for people; `required` fields must not be empty when saved; `content`
    fields are typed by people and journaled, others are worked out from them.
    """

    field_type = "TEXT"
    content = True
    empty: Any = ""
    numeric = False

    def __init__(
        self,
        label: str,
        description: str = "",
        *,
        required: bool = False,
        index: bool = False,
        unique: bool = False,
        constraints: list[SQL] | None = None,
    ) -> None:
        super().__init__(
            verbose_name=label,
            help_text=description,
            null=self.empty is None,
            default=self.empty,
            index=index,
            unique=unique,
            constraints=constraints,
        )
        self.required = required

    @property
    def label(self) -> str:
        """What people call the field."""
        return _(self.verbose_name)

    @property
    def description(self) -> str:
        """One sentence that says what belongs in the field."""
        return _(self.help_text) if self.help_text else ""

    def read(self, raw: str, context: Context = PLAIN) -> T:
        """Return the value that a typed text means; raise `Invalid` with what to do."""
        raise NotImplementedError

    def show(self, value: T, context: Context = PLAIN) -> str:
        """Return the text that a person reads, and that `read` takes back."""
        del context
        return "" if value is None else str(value)

    def to_cell(self, value: T, context: Context = PLAIN) -> Cell:
        """Return what a spreadsheet cell holds."""
        return self.show(value, context) or None

    @property
    def plain(self) -> bool:
        """Whether the column holds the value itself, so that nothing has to be converted."""
        return type(self).db_value is Field.db_value

    def from_json(self, stored: Stored) -> T:
        """Return the value of what the journal holds."""
        value: T = self.python_value(stored)
        return value

    def to_json(self, value: T) -> Stored:
        """Return what the journal holds: the same as the table's column."""
        stored: Stored = self.db_value(value)
        return stored


class Text(Kind[str]):
    """One line of text."""

    def read(self, raw: str, context: Context = PLAIN) -> str:
        """Return one line without control characters; at most `TEXT_LIMIT` characters."""
        del context
        text = " ".join(clean(raw).split())
        if len(text) > TEXT_LIMIT:
            raise Invalid(
                _("{label} has {n} characters; shorten it to {limit}.").format(
                    label=self.label, n=len(text), limit=TEXT_LIMIT
                )
            )
        return text


class LongText(Kind[str]):
    """Text of many lines, kept as it was written."""

    def read(self, raw: str, context: Context = PLAIN) -> str:
        """Return the text without control characters; at most `LONG_TEXT_LIMIT` characters."""
        del context
        text = clean(raw)
        if len(text) > LONG_TEXT_LIMIT:
            raise Invalid(
                _("{label} has {n} characters, more than a desk keeps in one field.").format(
                    label=self.label, n=len(text)
                )
            )
        return text if text.strip() else ""


class Choice(Kind[str]):
    """One of a few fixed words; `options` are (code, label, meaning), the empty code included."""

    def __init__(
        self,
        label: str,
        description: str,
        options: tuple[tuple[str, str, str], ...],
        *,
        first: str = "",
        index: bool = False,
    ) -> None:
        super().__init__(label, description, index=index)
        self.default = first
        self.empty = first
        self.options = options

    def read(self, raw: str, context: Context = PLAIN) -> str:
        """Return the code whose code or label is `raw`, in any case."""
        del context
        wanted = raw.strip().casefold()
        for code, label, _meaning in self.options:
            if wanted in (code.casefold(), label.casefold(), _(label).casefold() if label else ""):
                return code
        if not wanted:
            return str(self.empty)
        raise Invalid(
            _("“{raw}” is not one of: {options}.").format(
                raw=raw.strip()[:40],
                options=", ".join(_(label) for _code, label, _m in self.options if label),
            )
        )

    def show(self, value: str, context: Context = PLAIN) -> str:
        """Return the label."""
        del context
        return next((_(label) for code, label, _m in self.options if code == value and label), "")

    def meaning(self, value: str) -> str:
        """Return the sentence that explains a code."""
        return next((_(text) for code, _l, text in self.options if code == value and text), "")


class Flag(Kind[bool]):
    """Yes or no."""

    field_type = "INTEGER"
    empty = False

    def read(self, raw: str, context: Context = PLAIN) -> bool:
        """Return whether `raw` says yes."""
        del context
        word = raw.strip().casefold()
        if word in {"yes", "y", "true", "1", "x", "+", "да", "так", _("yes").casefold()}:
            return True
        if word in {"", "no", "n", "false", "0", "-", "нет", "ні", _("no").casefold()}:
            return False
        raise Invalid(_("“{raw}” is neither yes nor no.").format(raw=raw.strip()[:40]))

    def show(self, value: bool, context: Context = PLAIN) -> str:  # noqa: FBT001
        """Return "yes", or nothing."""
        del context
        return _("yes") if value else ""

    def db_value(self, value: bool | None) -> int:  # noqa: FBT001
        """Return 1 or 0."""
        return int(bool(value))

    def python_value(self, value: Stored) -> bool:
        """Return whether the column holds 1."""
        return bool(value)


class Whole(Kind[int | None]):
    """A whole number that people do not type as a count, such as an offset."""

    field_type = "INTEGER"
    empty = None
    numeric = True

    def read(self, raw: str, context: Context = PLAIN) -> int | None:
        """Return the number, or None for an empty text."""
        del context
        text = raw.strip()
        if not text:
            return None
        if not re.fullmatch(r"-?\d{1,12}", text, re.ASCII):
            raise Invalid(
                _("“{raw}” is not a whole number; write digits only.").format(raw=text[:40])
            )
        return int(text)

    def to_cell(self, value: int | None, context: Context = PLAIN) -> Cell:
        """Return the number itself."""
        del context
        return value


class Degrees(Kind[float | None]):
    """A latitude or longitude in decimal degrees, WGS 84, between -`limit` and `limit`."""

    field_type = "REAL"
    empty = None
    numeric = True

    def __init__(self, label: str, description: str, *, limit: float) -> None:
        super().__init__(label, description)
        self.limit = limit

    def read(self, raw: str, context: Context = PLAIN) -> float | None:
        """Return the degrees, or None for an empty text; a comma is a decimal point."""
        del context
        text = raw.strip().replace(",", ".").replace("\u2212", "-").rstrip("°")
        if not text:
            return None
        if not re.fullmatch(r"-?\d{1,3}(\.\d{1,12})?", text, re.ASCII) or (
            abs(float(text)) > self.limit
        ):
            raise Invalid(
                _("“{raw}” is not a position; write degrees from -{limit} to {limit}.").format(
                    raw=raw.strip()[:40], limit=f"{self.limit:g}"
                )
            )
        return float(text)

    def show(self, value: float | None, context: Context = PLAIN) -> str:
        """Return the degrees with as many decimals as were given."""
        del context
        return "" if value is None else f"{value:.12f}".rstrip("0").rstrip(".")

    def to_cell(self, value: float | None, context: Context = PLAIN) -> Cell:
        """Return the number itself."""
        del context
        return value


@lru_cache(maxsize=4096)
def _count(stored: str) -> Count:
    return Count.read(stored)


@lru_cache(maxsize=4096)
def _when(stored: str) -> When:
    return When.load(stored)


class CountField(Kind[Count]):
    """How many, with its doubt and its four kinds of empty; see `Count`."""

    empty = NOT_CHECKED
    numeric = True

    def read(self, raw: str, context: Context = PLAIN) -> Count:
        """Return the count that `raw` says."""
        del context
        return Count.read(raw)

    def to_cell(self, value: Count, context: Context = PLAIN) -> Cell:
        """Return a number where the count is one exact number, else its text."""
        del context
        exact = value.low is not None and str(value) == str(value.low)
        return value.low if exact else str(value)

    def db_value(self, value: Count | None) -> str:
        """Return the canonical text."""
        return str(NOT_CHECKED if value is None else value)

    def python_value(self, value: Stored) -> Count:
        """Return the count of a canonical text."""
        return _count(str(value or ""))


class WhenField(Kind[When | None]):
    """When something happened, with its zone, precision and kind; see `When`."""

    empty = None

    def read(self, raw: str, context: Context = PLAIN) -> When | None:
        """Return the window that `raw` says, in the context's zone unless it names one."""
        if not raw.strip():
            return None
        return When.read(raw, zone=context.zone, year=context.year)

    def show(self, value: When | None, context: Context = PLAIN) -> str:
        """Return the text that `read` takes back."""
        return "" if value is None else value.show(context.zone)

    def db_value(self, value: When | None) -> str | None:
        """Return the compact text."""
        return None if value is None else value.store()

    def python_value(self, value: Stored) -> When | None:
        """Return the window of a compact text."""
        return None if value is None else _when(str(value))


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


# How many semicolons a name may hold and still be read back.
_SEMICOLONS = 4


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


class Computed(Kind[Any]):
    """A column that is worked out from other records and never typed, such as the total downed.

    `numeric` columns hold the lower bound for sorting; their text stands beside them.
    """

    content = False
    empty = None

    def __init__(self, label: str, description: str = "", *, numeric: bool = False) -> None:
        super().__init__(label, description)
        self.numeric = numeric
        if numeric:
            self.field_type = "INTEGER"  # type: ignore[misc]

    def read(self, raw: str, context: Context = PLAIN) -> object:
        """Refuse: nobody types what is worked out."""
        del raw, context
        raise Invalid(_("{label} is worked out and can't be typed.").format(label=self.label))


class Part(Kind[Any]):
    """A column that holds one part of another field's value, so that SQL can sort and filter."""

    content = False
    empty = None

    def __init__(self, source: Kind[T], part: Callable[[T], Stored], *, text: bool = False) -> None:
        super().__init__("")
        self.source = source
        self.part = part
        if not text:
            self.field_type = "INTEGER"  # type: ignore[misc]

    def of(self, values: Mapping[str, Any]) -> Stored:
        """Return the part of the source field's value."""
        return self.part(values[self.source.name])
