"""What an export is given: families with the names, places and sources that they point at."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from desktop.records.context import Context
from desktop.records.family import Family, Kept
from desktop.records.kinds import Stored

# The hidden sheet that says which desk a workbook is of.
ABOUT = "_desk"


@dataclass(frozen=True, slots=True)
class Batch:
    """Some families.

    `names` and `places` hold all that they point at, by uid; `worked_out` the list columns of each
    incident by its uid, such as the published figure of what was downed; `context` shows values.
    """

    families: tuple[Family, ...]
    names: Mapping[str, str]
    places: Mapping[str, Kept]
    worked_out: Mapping[str, Mapping[str, Stored]] = field(default_factory=dict)
    context: Context = field(init=False)

    def __post_init__(self) -> None:
        names = self.names
        context = Context(name=lambda uid: names.get(uid, uid))
        object.__setattr__(self, "context", context)


@dataclass(frozen=True, slots=True)
class Origin:
    """Which desk, in what state, and which part of it a workbook holds.

    `receipt` is the uid under which the desk notes the export.
    """

    desk: str
    journal_count: int
    journal_head: str
    filter: str
    layout: str
    program: str
    made_at: str
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """All that a workbook is made of; `batches` and `sources` are read as they are written.

    `sources` yields the sources with some uids, a portion in memory at a time.
    """

    origin: Origin
    total: int
    batches: Iterable[Batch]
    sources: Callable[[Iterable[str]], Iterator[Kept]]
    terms: tuple[Kept, ...]
    attribution: str
