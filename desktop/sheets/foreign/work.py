"""What every reader of a row's cells needs: the table, the profile, the desk's names and places."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from desktop.records.context import Context
from desktop.records.delta import Delta
from desktop.records.errors import Mendable
from desktop.records.fold import fold
from desktop.records.kinds import Values
from desktop.records.models import blank
from desktop.records.words import _
from desktop.sheets.foreign.names import Met, Names
from desktop.sheets.foreign.placing import Placer
from desktop.sheets.foreign.profile import Profile, Use
from desktop.sheets.foreign.rowreading import Meanings
from desktop.sheets.foreign.table import Column, Table

_BLANKS = {name: blank(name) for name in ("incident", "report", "figure", "source")}


class ProfileUnfit(Mendable):
    """A profile that this desk or this table can't be read by."""


@dataclass(slots=True)
class Work:
    """The making of records out of one table by one profile."""

    table: Table
    profile: Profile
    context: Context
    new_uid: Callable[[], str]
    met: Met = field(default_factory=Met)
    names: Names = field(init=False)
    placer: Placer = field(init=False)

    def __post_init__(self) -> None:
        profile = self.profile
        answers = {"speaker": profile.new_speakers, "term": profile.new_terms}
        self.names = Names(self.context, answers, self.met, self.new_uid)
        self.placer = Placer(
            self.context, profile.places, profile.new_places, self.met, self.new_uid
        )

    def used(self) -> Iterator[tuple[Column, Use]]:
        """Yield the table's columns that become something, with what they become."""
        uses = {fold(name): use for name, use in self.profile.columns.items()}
        for column in self.table.columns:
            use = uses.get(fold(column.name))
            if use is not None and use.to:
                yield column, use

    def columns(self, to: str) -> list[Column]:
        """Return the columns that become one target."""
        return [column for column, use in self.used() if use.to == to]

    def column(self, name: str) -> Column:
        """Return a column by its name; raises ProfileUnfit where the table has none so called."""
        found = next((one for one in self.table.columns if fold(one.name) == fold(name)), None)
        if found is None:
            raise ProfileUnfit(
                _("The table has no column “{name}”; choose another one.").format(name=name)
            )
        return found

    def meanings(self, column: Column) -> Meanings:
        """Return what texts of a column mean."""
        values = {fold(name): meant for name, meant in self.profile.values.items()}
        return Meanings(values.get(fold(column.name), {}))

    def term(self, vocabulary: str, name: str) -> str:
        """Return the uid of a term that the profile names; raises ProfileUnfit without it."""
        found = self.context.find("term", vocabulary, name)
        if len(found) != 1:
            raise ProfileUnfit(
                _("This desk has no {vocabulary} “{name}”; choose another one or add it.").format(
                    vocabulary=vocabulary, name=name
                )
            )
        return found[0]

    def made(self, record: str, values: Values) -> Delta:
        """Return the delta that makes a record."""
        return Delta(record, self.new_uid(), None, _BLANKS[record] | values)
