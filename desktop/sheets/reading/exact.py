"""Reads an .xlsx sheet cell by cell from its XML, so that nothing of a cell is lost.

It knows what the fast reader drops: errors, formulas without a value, formats, all digits.  It
believes no dimension, expands no entity, and reads in pieces however large the sheet is.
"""

import re
from collections.abc import Callable, Iterator
from xml.parsers import expat

from desktop.records.words import _
from desktop.sheets import raw
from desktop.sheets.raw import Fault, Raw, Shape
from desktop.sheets.reading import limits
from desktop.sheets.reading.package import Package
from desktop.sheets.reading.parts import Style, Workbook, forbid_dtd

# ECMA-376, 22.9.2.19 (ST_Xstring).
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_NUMBER = Style(Shape.NUMBER)
_LETTERS = {letter: at for at, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ", start=1)}
IndexedRow = tuple[int, list[Raw]]


class Disordered(Exception):
    """A row came that belongs before one that came already."""


def unescaped(written: str) -> str:
    """Return a text with Excel's escapes (`_x000D_`) as the characters that they mean."""
    if "_x" not in written:
        return written
    shown = _ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), written)
    # Two escapes may be the halves of one character.
    return shown.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class _Content:
    """Follows the elements of one part by their names without namespaces, and their depth."""

    def __init__(self, package: Package, part: str) -> None:
        self.package, self.part = package, part
        self._depth = 0
        self._text: list[str] = []
        self._length = 0
        self._listening = False
        self._phonetic = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.CharacterDataHandler = self._data
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        forbid_dtd(self._parser, package, part)

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > limits.DEPTH:
            raise self.package.harmful(_("{part} is nested too deep").format(part=self.part))
        # A prefix is cut off by hand: expat's own namespaces cost as much as all the rest.
        self.started(full.rpartition(":")[2] if ":" in full else full, attributes)

    def _end(self, full: str) -> None:
        self._depth -= 1
        self.ended(full.rpartition(":")[2] if ":" in full else full)

    def _data(self, data: str) -> None:
        if not self._listening:
            return
        self._text.append(data)
        self._length += len(data)
        if self._length > limits.CELL:
            raise self.package.harmful(
                _("a cell of {part} holds over {n} million characters").format(
                    part=self.part, n=limits.CELL // 1_000_000
                )
            )

    def listen(self) -> None:
        """Keep the characters that follow."""
        self._text, self._length, self._listening = [], 0, True

    def heard(self) -> str:
        """Return what was kept, and keep no more."""
        self._listening = False
        return "".join(self._text)

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        raise NotImplementedError

    def ended(self, name: str) -> None:
        """Take the end of an element."""
        raise NotImplementedError

    def feed(self) -> Iterator[int]:
        """Parse, and yield after each piece how many bytes that makes."""
        done = 0
        try:
            for piece in self.package.pieces(self.part):
                self._parser.Parse(piece)
                done += len(piece)
                yield done
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self.package.damaged(self.part) from error
        yield done


class _Texts(_Content):
    """The shared texts of a workbook, in their order."""

    def __init__(self, package: Package, part: str) -> None:
        super().__init__(package, part)
        self.found: list[str] = []
        self._runs: list[str] = []

    def started(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "si":
            self._runs = []
        elif name == "rPh":
            self._phonetic += 1
        elif name == "t" and not self._phonetic:
            self.listen()

    def ended(self, name: str) -> None:
        if name == "t" and not self._phonetic:
            self._runs.append(self.heard())
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "si":
            self.found.append(unescaped("".join(self._runs)))


def read_texts(package: Package, book: Workbook) -> list[str]:
    """Return the texts that cells point to."""
    if book.texts is None:
        return []
    texts = _Texts(package, book.texts)
    for _done in texts.feed():
        pass
    return texts.found


class _Cells(_Content):
    """The rows of a sheet, as far as they are parsed."""

    def __init__(self, package: Package, part: str, book: Workbook, texts: list[str]) -> None:
        super().__init__(package, part)
        self.rows: list[IndexedRow] = []
        self._book, self._texts = book, texts
        self._at = -1
        self._row: list[Raw] = []
        self._column = -1
        self._kind, self._style = "", ""
        self._value: str | None = None
        self._formula: str | None = None
        self._runs: list[str] = []
        self._in_cell = False
        self._columns: dict[str, int] = {}

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        # Nearly all elements of a sheet are these two; they are taken on the shortest way.
        if full == "c":
            self.started(full, attributes)
        elif full == "v":
            self._text, self._length, self._listening = [], 0, self._in_cell
        else:
            super()._start(full, attributes)

    def _end(self, full: str) -> None:
        if full == "c":
            self.ended(full)
        elif full == "v":
            if self._in_cell:
                self._value, self._listening = "".join(self._text), False
        else:
            super()._end(full)

    def started(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._in_cell = True
            place = attributes.get("r")
            self._column = self._column + 1 if place is None else self._column_of(place)
            self._kind = attributes.get("t", "")
            self._style = attributes.get("s", "")
            self._value = self._formula = None
            self._runs = []
        elif self._in_cell:
            if name == "rPh":
                self._phonetic += 1
            elif name in {"v", "f"} or (name == "t" and not self._phonetic):
                self.listen()
        elif name == "row":
            self._begin_row(attributes.get("r"))

    def ended(self, name: str) -> None:
        if name == "c":
            self._in_cell = False
            value = self._raw()
            if value is not None:
                self._place(value)
        elif self._in_cell:
            if name == "v":
                self._value = self.heard()
            elif name == "f":
                self._formula = self.heard()
            elif name == "rPh":
                self._phonetic -= 1
            elif name == "t" and not self._phonetic:
                self._runs.append(self.heard())
        elif name == "row" and self._row:
            self.rows.append((self._at, self._row))

    def _begin_row(self, number: str | None) -> None:
        if number is None:
            self._at += 1
        elif number.isdecimal() and 0 < int(number[:12]) <= limits.LAST_ROW:
            self._at = int(number) - 1
        else:
            raise self.package.damaged(
                _("{part}: it has a row {number}, which no sheet has").format(
                    part=self.part, number=number[:20]
                )
            )
        if self._at >= limits.LAST_ROW:
            raise self.package.damaged(
                _("{part}: it has more rows than a sheet").format(part=self.part)
            )
        self._row, self._column = [], -1

    def _column_of(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            number = _number_of(letters)
            if not number:
                return self._column + 1
            column = self._columns[letters] = number - 1
        return column

    def _place(self, value: Raw) -> None:
        gap = self._column - len(self._row)
        if gap == 0:
            self._row.append(value)
        elif self._column >= limits.LAST_COLUMN:
            raise self.package.damaged(
                _("{part}: it has more columns than a sheet").format(part=self.part)
            )
        elif gap > 0:
            self._row.extend([None] * gap)
            self._row.append(value)
        else:
            self._row[self._column] = value

    def _raw(self) -> Raw:
        kind, value = self._kind, self._value
        if self._formula is not None and not value and (value is None or kind != "str"):
            return raw.uncalculated(self._formula)
        if not value:
            # Whatever its kind, a text that stands in the cell is what it holds.
            return raw.text(unescaped("".join(self._runs)))
        if kind == "s":
            return self._shared(value)
        if kind == "inlineStr":
            return raw.text(unescaped("".join(self._runs) or value))
        if kind in _BY_KIND:
            return _BY_KIND[kind](value)
        return self._number(value)

    def _shared(self, value: str) -> Raw:
        at = value.strip()
        if at.isdecimal() and int(at[:12]) < len(self._texts):
            return raw.text(self._texts[int(at)])
        return Fault(value, _("points to a text that the file doesn't have"))

    def _number(self, written: str) -> Raw:
        written = written.strip()
        try:
            value = float(written)
        except ValueError:
            return raw.text(unescaped(written))
        if "_" in written or not written.isascii():
            # Python's own ways of writing numbers are none of a sheet's.
            return raw.text(written)
        if self._style:
            styles = self._book.styles
            at = int(self._style) if self._style.isdecimal() else len(styles)
            style = styles[at] if at < len(styles) else _NUMBER
            if style.shape is not Shape.NUMBER:
                return raw.shaped(
                    value, style.shape, style.code, written, from_1904=self._book.from_1904
                )
        return raw.number(value, written)


def _number_of(letters: str) -> int:
    """Return 1 for A, 27 for AA; past every sheet's last for more than three; 0 for no column."""
    number = 0
    for letter in letters[:4].upper():
        if letter not in _LETTERS:
            return 0
        number = number * 26 + _LETTERS[letter]
    return number


def _truth(value: str) -> Raw:
    return value.strip().lower() in {"1", "true"}


_BY_KIND: dict[str, Callable[[str], Raw]] = {
    "str": lambda value: raw.text(unescaped(value)),
    "b": _truth,
    "e": lambda value: raw.error(value.strip()),
    "d": raw.iso,
}


def read_rows(
    package: Package,
    part: str,
    book: Workbook,
    texts: list[str],
    reached: Callable[[int], None],
) -> Iterator[IndexedRow]:
    """Yield a sheet's rows that hold anything, with their indexes, as they are parsed.

    Raises `Disordered` at a row that belongs before one already yielded, and `ImportRefused`.
    """
    cells = _Cells(package, part, book, texts)
    last = -1
    for done in cells.feed():
        for at, row in cells.rows:
            if at <= last:
                raise Disordered
            last = at
            yield at, row
        cells.rows.clear()
        reached(done)


def gathered_rows(
    package: Package,
    part: str,
    book: Workbook,
    texts: list[str],
    reached: Callable[[int], None],
) -> Iterator[IndexedRow]:
    """Yield a sheet's rows in their order, whatever order they come in; a later cell counts.

    Raises `ImportRefused` where there are too many to gather.
    """
    cells = _Cells(package, part, book, texts)
    found: dict[int, list[Raw]] = {}
    size = 0
    for done in cells.feed():
        for at, row in cells.rows:
            size += len(row)
            found[at] = _laid_over(found[at], row) if at in found else row
        cells.rows.clear()
        if size > limits.GATHERED:
            raise package.damaged(_("{part}: its rows are in disorder").format(part=part))
        reached(done)
    yield from sorted(found.items())


def _laid_over(below: list[Raw], above: list[Raw]) -> list[Raw]:
    row = below + [None] * (len(above) - len(below))
    for at, value in enumerate(above):
        if value is not None:
            row[at] = value
    return row
