"""What stands around some rows, and which desk they are of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.records.context import Context
from desktop.records.family import Kept
from desktop.records.kinds import Stored

# The hidden sheet that says which desk a workbook is of.
ABOUT = "_desk"


@dataclass(frozen=True, slots=True)
class Batch:
    """What stands around some rows.

    `names` and `places` hold all that they point at, by uid; `worked_out` the list columns of each
    incident by its uid, such as the published figure of what was downed, where no row has them;
    `context` shows values.
    """

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
