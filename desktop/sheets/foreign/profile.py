"""What the columns of somebody's table become; a person may change all of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from desktop.records.context import DEFAULT_ZONE
from desktop.sheets.foreign.table import Bounds

Bound = Literal["exact", "low", "high"]
Placing = Literal["", "where", "from"]
Relation = Literal["", "part", "subset"]
Stranger = Literal["add", "note"]


@dataclass(frozen=True, slots=True)
class FigureUse:
    """What a column of numbers counts.

    `measure` and `munition` are codes or names of terms; an empty `munition` is taken from the
    column of munitions.  `bound` says which end of a range the column holds.  `placed` takes the
    places of the row's "where" or "from" columns, `place` is a fixed one instead.  `of` is the
    name of the column whose number this one is a share of, as `relation` says.  With `split` the
    cell holds a dict, such as "{'Kyiv': 3.0}": a figure each, by place or munition.
    """

    measure: str
    munition: str = ""
    bound: Bound = "exact"
    placed: Placing = ""
    place: str = ""
    of: str = ""
    relation: Relation = ""
    split: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """What one column becomes: a code of `targets.TARGETS`; empty leaves it out.

    `figure` says the rest where `to` is "figure".  With `whole_days` a midnight in a column of
    times is a day without a time of day.
    """

    to: str = ""
    figure: FigureUse | None = None
    whole_days: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """What becomes of a table.

    `columns` says it of each column by its name, `values` what a text in a column means (read as if
    it stood there; empty: nothing), `defaults` the text of a target that no column gives, by code.
    `places` answers by written name what an unknown place is: a uid, "add", "add under " with the
    uid of what it lies in, or "note"; `new_places`, `new_terms` and `new_speakers` answer for the
    rest.  `each_row` is a figure of 1 for every row, where a row is one launch.  Rows that have the
    same in the columns of `group` become one incident.  `sheet` and `bounds` say where the table
    stands if it is not to be looked for; with `to_end` its rows go on to the end of the data,
    whatever `bounds.last` says.
    """

    columns: Mapping[str, Use] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    new_places: Stranger = "add"
    new_terms: Stranger = "note"
    new_speakers: Stranger = "add"
    each_row: FigureUse | None = None
    group: tuple[str, ...] = ()
    zone: str = DEFAULT_ZONE
    year: int | None = None
    month_first: bool = False
    name: str = ""
    sheet: str = ""
    bounds: Bounds | None = None
    to_end: bool = True
