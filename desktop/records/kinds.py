"""The kinds of field: how one is read, shown, put into a cell and kept.

A record declares each field once, with one of these kinds.  Form, table, workbook, history and
guide derive from the declaration.  A kind never mentions a widget, a sheet or a query.
"""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from peewee import SQL, Field

from desktop.records.context import PLAIN, Context
from desktop.records.errors import Invalid
from desktop.records.words import _

T = TypeVar("T")
Stored = str | int | float | None
Cell = str | int | float | bool | None
Values = dict[str, Any]

TEXT_LIMIT = 500
LONG_TEXT_LIMIT = 5_000_000
# Neither a text nor XML 1.0 has these; two of them make a workbook that no program opens.
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return `text` without characters that no text has: control codes and lone surrogates."""
    return NO_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


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

    def insist(self, value: T) -> T:
        """Return a value that may be saved; raise `Invalid` for none where one is needed."""
        if self.required and value == self.empty:
            raise Invalid(_("{label} is needed; fill it in.").format(label=self.label))
        return value

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
        """Return one line without control characters; raise `Invalid` over `TEXT_LIMIT` of them."""
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
        """Return the text without control characters; raise `Invalid` over `LONG_TEXT_LIMIT`."""
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
        """Return the code whose code or label is `raw`, in any case; raise `Invalid` for none."""
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
        """Return whether `raw` says yes; raise `Invalid` where it says neither yes nor no."""
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
        """Raise `Invalid`: nobody types what is worked out."""
        del raw, context
        raise Invalid(_("{label} is worked out and can't be typed.").format(label=self.label))


class Part(Kind[Any]):
    """A column that holds one part of another field's value, so that SQL can sort and filter."""

    content = False
    empty = None

    def __init__(
        self,
        source: Kind[T],
        part: Callable[[T], Stored],
        *,
        text: bool = False,
        index: bool = False,
    ) -> None:
        super().__init__("", index=index)
        self.source = source
        self.part = part
        if not text:
            self.field_type = "INTEGER"  # type: ignore[misc]

    def of(self, values: Mapping[str, Any]) -> Stored:
        """Return the part of the source field's value."""
        return self.part(values[self.source.name])
