"""What an export is given: rows as they are stored, and the names of what they point at."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.records.family import Kept
from desktop.records.kinds import Stored
from desktop.records.progress import Progress
from desktop.sheets.batch import Batch, Origin
from desktop.sheets.columns import Table
from desktop.sheets.corrections import Correction


@dataclass(frozen=True, slots=True)
class Portion:
    """Some incidents, and the rows that each table has of them.

    A row has the table's inputs as they are stored, in their order; the rows of every table stand
    in the order of the incidents.  The last portions hold sources, places or speakers
    alone.
    """

    incidents: Sequence[str]
    rows: Mapping[str, Sequence[Sequence[Stored]]]


@dataclass(frozen=True, slots=True)
class Material:
    """All that a workbook is made of; `portions` are read as they are written.

    `tables` are those that the portions have rows of, by code; `total` counts incidents.
    `around(uids)` gives the names and places of what rows point at.
    `corrections`, if not None, make a sheet of what changed since an earlier export.
    """

    origin: Origin
    tables: Mapping[str, Table]
    total: int
    portions: Iterable[Portion]
    around: Callable[[Collection[str]], Batch]
    terms: tuple[Kept, ...]
    attribution: str
    corrections: Sequence[Correction] | None = None


def followed(material: Material, progress: Progress) -> Iterator[Portion]:
    """Yield the portions; before each, and at the end, tell how many incidents are done."""
    done = 0
    for portion in material.portions:
        progress(done, material.total)
        yield portion
        done += len(portion.incidents)
    progress(done, material.total)
