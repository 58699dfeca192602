"""Works out many rows' cells at once: each stored value once, for all columns that read it.

A run is the columns side by side that read the same inputs, such as the five of a window.  What
it makes of stored values is kept by those values, so that the second row with the same window,
place or count costs one look into a dictionary.  Runs of several tables that show the same in the
same way, as windows are shown, share what they remember.
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Generic, TypeVar

from desktop.records.kinds import Kind, LongText, Stored
from desktop.records.kinds_links import Link, Links, Places
from desktop.sheets.batch import Batch
from desktop.sheets.columns import Column, Input, Table, Value

T = TypeVar("T")
# What a row has of the inputs of one run: the stored value, or several in a tuple.
Key = Any
# A run remembers so many; one whose values seldom repeat remembers none.
_REMEMBERED = 4_000


@dataclass(slots=True)
class Run(Generic[T]):
    """Some columns that read the same, and what was made of what they read.

    `first` is the index of the first of them in the sheet, `places` those of their inputs in a
    stored row; `made` has by key what `finish(run, values)` gave, which takes the values of many
    keys, column by column, and gives one for each key.
    """

    columns: tuple[Column, ...]
    first: int
    places: tuple[int, ...]
    finish: "Callable[[Run[T], Sequence[Sequence[Value]]], Iterable[T]]"
    made: dict[Key, T]
    _fresh: dict[Key, tuple[Any, ...]] = field(default_factory=dict)
    _kinds: Sequence[Kind[Any] | None] = field(init=False)
    _pointing: bool = field(init=False)
    _long: bool = field(init=False)

    def __post_init__(self) -> None:
        self._kinds = [one.kind for one in self.columns[0].reads]
        self._pointing = any(isinstance(one, Link | Links | Places) for one in self._kinds)
        # Texts so long that keeping them would fill the memory.
        self._long = isinstance(self._kinds[0], LongText)

    def keys(self, stored: Sequence[Sequence[Stored]]) -> Sequence[Key]:
        """Return the key of each row; `stored` holds the rows' inputs, a sequence an input."""
        if len(self.places) == 1:
            return stored[self.places[0]]
        return list(zip(*(stored[at] for at in self.places), strict=True))

    def meet(self, keys: Sequence[Key]) -> Iterator[str]:
        """Read the keys that are new, and yield the uids that they point at."""
        new = set(keys) - self.made.keys()
        if len(self.made) > _REMEMBERED or len(new) * 2 > len(keys) or self._long:
            self.made.clear()
            new = set(keys)
        self._fresh = {key: self._values(key) for key in new}
        if self._pointing:
            for read in self._fresh.values():
                for kind, value in zip(self._kinds, read, strict=True):
                    if isinstance(kind, Links | Places):
                        yield from kind.uids(value or ())
                    elif isinstance(kind, Link) and value:
                        yield value

    def _values(self, key: Key) -> tuple[Any, ...]:
        """Return the values of what is stored."""
        if len(self._kinds) == 1:
            kind = self._kinds[0]
            return (key if kind is None or kind.plain or key is None else kind.from_json(key),)
        return tuple(
            cell if kind is None or cell is None else kind.from_json(cell)
            for kind, cell in zip(self._kinds, key, strict=True)
        )

    def make(self, batch: Batch) -> None:
        """Work out what was met; `batch` knows all that it points at."""
        if not self._fresh:
            return
        nothing = (None,) * len(self._kinds)
        reads = list(self._fresh.values())
        values = [
            [None if read == nothing else value(batch, *read) for read in reads]
            for value in (one.value for one in self.columns)
        ]
        self.made.update(zip(self._fresh, self.finish(self, values), strict=True))
        self._fresh = {}


# What is remembered, by what the columns of a run have in common with those of another table.
Remembered = dict[Hashable, dict[Key, T]]


class Runs(Generic[T]):
    """All columns of a table as runs; `finish` makes of their values what is to be kept.

    `remembered` is shared by tables that are written one after the other.
    """

    def __init__(
        self,
        table: Table,
        finish: Callable[[Run[T], Sequence[Sequence[Value]]], Iterable[T]],
        remembered: Remembered[T],
    ) -> None:
        met: Counter[Hashable] = Counter()
        places: Mapping[Input, int] = {given: at for at, given in enumerate(table.inputs)}
        self._runs: list[Run[T]] = []
        first = 0
        for reads, some in groupby(table.columns, lambda one: one.reads):
            columns = tuple(some)
            if reads:
                at = tuple(places[given] for given in reads)
                alike = _alike(columns)
                # Two runs of one table would each forget what the other still needs.
                made = remembered.setdefault((alike, met[alike]), {})
                met[alike] += 1
                self._runs.append(Run(columns, first, at, finish, made))
            first += len(columns)

    def keyed(self, rows: Sequence[Sequence[Stored]]) -> list[tuple[Run[T], Sequence[Key]]]:
        """Return each run with the rows' keys; there is at least one row."""
        stored = list(zip(*rows, strict=True))
        return [(run, run.keys(stored)) for run in self._runs]


def _alike(columns: Sequence[Column]) -> Hashable:
    """Return what is the same for columns that make the same cells of the same stored values."""
    kinds = tuple(type(one.kind) for one in columns[0].reads)
    return columns[0].name, kinds, tuple((one.value, one.style) for one in columns)


def make(
    keyed: Sequence[tuple[Run[T], Sequence[Key]]], around: Callable[[Collection[str]], Batch]
) -> None:
    """Make what some runs lack of what their keys stand for.

    `around(uids)` gives the names and places that some values point at.
    """
    batch = around({uid for run, keys in keyed for uid in run.meet(keys)})
    for run, _keys in keyed:
        run.make(batch)
