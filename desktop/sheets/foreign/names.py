"""The records that cells name: found once for each distinct text, made once where they are new."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from desktop.records.context import Context
from desktop.records.delta import Delta, created
from desktop.records.errors import Invalid
from desktop.records.fold import fold
from desktop.records.kinds import TEXT_LIMIT, Values, clean
from desktop.records.typed import quoted
from desktop.records.words import _
from desktop.sheets.foreign.converted import Unknown

NOTE = "note"
ADD = "add"
# Before the uid of the place that a new place lies in.
UNDER = "add under "


@dataclass(slots=True)
class Met:
    """What was met for the first time since it was last asked: new records, unknown names."""

    new: list[Delta] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)

    def drained(self) -> tuple[tuple[Delta, ...], tuple[Unknown, ...]]:
        """Return all of it, once."""
        found = tuple(self.new), tuple(self.unknown)
        self.new.clear()
        self.unknown.clear()
        return found


class Names:
    """Finds speakers and terms by name; what is not found is added or left to the note."""

    def __init__(
        self, context: Context, answers: Mapping[str, str], met: Met, new_uid: Callable[[], str]
    ) -> None:
        """`answers` says by target (speaker, term) whether unknown ones are added or noted."""
        self._context = context
        self._answers = answers
        self._met = met
        self._new_uid = new_uid
        self._made: dict[tuple[str, str, str], str] = {}

    def uid(self, target: str, vocabulary: str, written: str) -> str | None:
        """Return the uid of the one so called, a new one's too; None where it goes to the note.

        Raises Invalid where several are called so.
        """
        name = line(written)
        found = self._context.find(target, vocabulary, name)
        if len(found) == 1:
            return found[0]
        if found:
            raise Invalid(
                _("{name} is the name of {n}; say which is meant.").format(
                    name=quoted(name), n=len(found)
                )
            )
        key = (target, vocabulary, fold(name))
        if key not in self._made:
            self._made[key] = self._add(target, vocabulary, name)
        return self._made[key] or None

    def _add(self, target: str, vocabulary: str, name: str) -> str:
        answer = self._answers.get(target, NOTE)
        self._met.unknown.append(Unknown(target, name, vocabulary, "", answer))
        if answer != ADD:
            return ""
        uid = self._new_uid()
        values: Values = {"name": name}
        if target == "term":
            code = "_".join(fold(name).split())
            values |= {"vocabulary": vocabulary, "code": code}
        self._met.new.append(created(target, uid, values))
        return uid


def line(written: str) -> str:
    """Return a text on one line; raises Invalid where it is too long for a name."""
    name = " ".join(clean(written).split())
    if len(name) > TEXT_LIMIT:
        raise Invalid(
            _("{name} has {n} characters; shorten it to {limit}.").format(
                name=quoted(name), n=len(name), limit=TEXT_LIMIT
            )
        )
    return name
