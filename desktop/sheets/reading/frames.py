"""How rows travel from the child: columns of plain values in `marshal`'s format.

`marshal` reads no code and builds no objects but numbers, texts, tuples, lists and dicts; dates
and faults travel as texts and tuples.
"""

import marshal
import struct
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import zip_longest
from typing import IO, Any

from desktop.sheets.raw import Fault, Raw

Row = list[Raw]
# A letter that says how to read them, and values: a sequence, or texts joined to one.
Packed = tuple[str, Any]
_NOTHING = type(None)
_PLAIN = {_NOTHING, bool, int, float, str}
_BETWEEN = "\0"
_HEADER = struct.Struct("<cQ")
_PORTION = struct.Struct("<IQII")


def send(stream: IO[bytes], kind: bytes, payload: bytes) -> None:
    """Write one message: a letter that says its kind, and its bytes."""
    stream.write(_HEADER.pack(kind, len(payload)))
    stream.write(payload)


def receive(stream: IO[bytes]) -> tuple[bytes, bytes] | None:
    """Read one message; None at the end, or where it is cut off."""
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    kind, size = _HEADER.unpack(header)
    payload = stream.read(size)
    return (kind, payload) if len(payload) == size else None


def portion_header(payload: bytes) -> tuple[int, int, int, int]:
    """Return a portion's sheet, first row, number of rows, and width."""
    return _PORTION.unpack_from(payload)


def plain(data: bytes) -> Any:
    """Return the plain values that `marshal` wrote."""
    return marshal.loads(data)  # noqa: S302 - written by the child, which is this program


def body(payload: bytes) -> memoryview:
    """Return a portion's bytes without what `portion_header` reads."""
    return memoryview(payload)[_PORTION.size :]


def encode(sheet: int, first: int, rows: Sequence[Sequence[Raw]]) -> bytes:
    """Return the payload of a portion: rows of any lengths, from row `first` (0 is sheet row 1)."""
    return encode_columns(sheet, first, len(rows), [pack(one) for one in zip_longest(*rows)])


def encode_columns(sheet: int, first: int, count: int, columns: Sequence[Packed]) -> bytes:
    """Return the payload of a portion that comes as columns, each `count` long."""
    return _PORTION.pack(sheet, first, count, len(columns)) + marshal.dumps(list(columns))


def pack(column: Sequence[Raw]) -> Packed:
    """Return a column of raw values as it travels."""
    kinds = set(map(type, column))
    if kinds <= _PLAIN:
        return "", column
    if kinds <= {datetime, _NOTHING}:
        return joined("m", [_iso(value) for value in column])
    if kinds <= {date, _NOTHING}:
        return joined("d", [_iso(value) for value in column])
    return "x", [value if type(value) in _PLAIN else _tagged(value) for value in column]


def joined(code: str, texts: Sequence[str]) -> Packed:
    """Return a column of texts, of which empty ones are None, as one: it travels far faster.

    `code` is "s" for texts, "m" for moments and "d" for days as ISO 8601 has them.
    """
    whole = _BETWEEN.join(texts)
    if whole.count(_BETWEEN) != len(texts) - 1:
        return "", [text or None for text in texts]
    return code, whole


def _iso(value: Raw) -> str:
    return value.isoformat() if isinstance(value, date) else ""


def _tagged(value: Raw) -> tuple[str, ...]:
    if isinstance(value, Fault):
        return ("f", value.text, value.why)
    if isinstance(value, datetime):
        return ("m", value.isoformat())
    if isinstance(value, date):
        return ("d", value.isoformat())
    if isinstance(value, time):
        return ("t", value.isoformat())
    raise TypeError(type(value).__name__)


_BACK: dict[str, Callable[..., Raw]] = {
    "f": Fault,
    "m": datetime.fromisoformat,
    "d": date.fromisoformat,
    "t": time.fromisoformat,
}


def decode(data: bytes, width: int) -> Iterator[Row]:
    """Yield a portion's rows, each `width` long; a row that holds nothing is `[]`."""
    columns = [_unpacked(code, values) for code, values in plain(data)]
    count = len(columns[0]) if columns else 0
    columns += [(None,) * count] * (width - len(columns))
    for values in zip(*columns, strict=True):
        if values.count(None) == width:
            yield []
        else:
            yield list(values)


def _unpacked(code: str, values: Any) -> Sequence[Raw]:
    if code == "s":
        return [value or None for value in values.split(_BETWEEN)]
    if code in _BACK:
        read = _BACK[code]
        return [read(value) if value else None for value in values.split(_BETWEEN)]
    if code == "x":
        return [_BACK[one[0]](*one[1:]) if type(one) is tuple else one for one in values]
    return list(values)
