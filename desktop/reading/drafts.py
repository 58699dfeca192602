"""A figure in the making: a number or a single thing, and what becomes known of it."""

from dataclasses import dataclass, field

from desktop.reading.doings import Doing
from desktop.reading.suggestion import Mention
from desktop.reading.things import Thing


@dataclass(slots=True, eq=False)
class Draft:
    """A figure in the making, from token `first` to `last`.

    `low`, `high`, `approx` and `each` are as in `numbers.Number`. `thing` is what stands beside the
    number, or None where it must be understood from before. `single` has no number in the text;
    `definite` speaks of what was spoken of ("the drone", "all three"). `share` is how it says that
    it is some of an earlier number: "" not at all, "list" (of them: ...), "of" (three of which).
    `out_of` is the number after it that it is a share of (seven of the eight).
    """

    first: int
    last: int
    low: int | None
    high: int | None
    thing: Thing | None
    approx: bool = False
    each: bool = False
    single: bool = False
    definite: bool = False
    additional: bool = False
    share: str = ""
    out_of: "Draft | None" = None
    sort: str = ""
    munition: str = ""
    measure: str = ""
    none_reported: bool = False
    doing: Doing | None = None
    places: tuple[Mention, ...] = ()
    joint: bool = False
    own_places: bool = False
    until: int = 0
    parent: "Draft | None" = None
    relation: str = ""
    doubts: list[str] = field(default_factory=list)

    @property
    def value(self) -> int:
        """The number, or the bound that was said."""
        return (self.high if self.low is None else self.low) or 0

    @property
    def most(self) -> int:
        """How much its parts may come to."""
        if self.high is not None:
            return self.high + (self.high // 5 if self.approx else 0)
        return 10**9
