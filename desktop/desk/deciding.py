"""A person's decisions on a merge: what waits, what becomes of each field, in what order."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from desktop.records.merging import (
    Choice,
    FieldPlan,
    Keep,
    Plan,
    RecordPlan,
    RecordStanding,
    Take,
    Typed,
    undecided,
)

Which = Literal["all", "waiting", "changed", "new", "gone"]
Side = Literal["theirs", "ours", "same", "typed", "waits", "removed"]
_GROUPS: dict[RecordStanding, Which] = {
    "conflict": "waiting", "unknown": "waiting", "twice": "waiting", "binned": "waiting",
    "changed": "changed", "new": "new", "removed": "gone", "missing": "gone",
}  # fmt: skip
_RANKS: dict[RecordStanding, int] = {
    "conflict": 0, "twice": 1, "binned": 2, "unknown": 3, "changed": 4, "new": 5, "removed": 6,
    "missing": 7, "same": 8,
}  # fmt: skip
# Of these nothing is taken before a person chose a side for the record.
_WHOLE: frozenset[RecordStanding] = frozenset({"unknown", "twice", "binned"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a field or a record, and whether a person said so.

    `value` is what was typed, where something was.
    """

    side: Side
    decided: bool = False
    value: Any = None


class Deciding:
    """A plan and the choices made on it so far.

    `order` has the plan's records with those that wait first; `listed` gives indexes into it.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.choices: dict[tuple[str, str], Choice] = {}
        self.order: list[RecordPlan] = sorted(plan.records, key=_rank)
        self._waiting: dict[str, frozenset[str]] = {}
        found: dict[str, set[str]] = {}
        for key, field in undecided(plan, {}):
            found.setdefault(key, set()).add(field)
        self._waiting = {key: frozenset(fields) for key, fields in found.items()}
        self._fields = sum(len(fields - {""}) for fields in self._waiting.values())
        self._whole = sum("" in fields for fields in self._waiting.values())

    @cached_property
    def groups(self) -> dict[Which, list[int]]:
        """Indexes into `order` by what a list may be narrowed to."""
        found: dict[Which, list[int]] = {
            "all": list(range(len(self.order))), "waiting": [], "changed": [], "new": [], "gone": []
        }  # fmt: skip
        for index, one in enumerate(self.order):
            group = _GROUPS.get(one.standing)
            if group is not None:
                found[group].append(index)
        return found

    @property
    def waiting(self) -> tuple[int, int]:
        """How many single fields wait for a person, and how many records as a whole."""
        return self._fields, self._whole

    def waits(self, one: RecordPlan) -> bool:
        """Return whether anything of a record waits."""
        return bool(self._waiting.get(one.key))

    def waits_for(self, one: RecordPlan, field: str) -> bool:
        """Return whether a field waits, or with "" the record as a whole."""
        return field in self._waiting.get(one.key, ())

    def next_waiting(self, after: int) -> int | None:
        """Return the index in `order` of the next record that waits, from the first at the end."""
        # Whatever waits stands in front.
        listed = self.groups["waiting"]
        later = (index for index in listed if index > after and self.waits(self.order[index]))
        first = (index for index in listed if index <= after and self.waits(self.order[index]))
        return next(later, next(first, None))

    def outcome(self, one: RecordPlan, part: FieldPlan) -> Outcome:
        """Return what becomes of a field."""
        whole = self.choices.get((one.key, ""))
        choice = self.choices.get((one.key, part.name), whole)
        if isinstance(whole, Keep) or isinstance(choice, Keep):
            return Outcome("ours", decided=True)
        if one.removing:
            return self._gone(one, whole)
        if isinstance(choice, Typed):
            return Outcome("typed", decided=True, value=choice.value)
        if part.standing in {"both", "ours"}:
            return Outcome("same" if part.standing == "both" else "ours")
        if choice is None and (one.standing in _WHOLE or part.standing == "conflict"):
            return Outcome("waits")
        return Outcome("theirs", decided=choice is not None)

    def _gone(self, one: RecordPlan, whole: Choice | None) -> Outcome:
        """Return what becomes of a record that is not there any more on the other side."""
        if self.waits(one):
            return Outcome("waits")
        taken = isinstance(whole, Take) or (whole is None and one.standing == "removed")
        return Outcome("removed" if taken else "ours", decided=whole is not None)

    def whole(self, one: RecordPlan) -> Outcome:
        """Return what becomes of a record as a whole; "same" where its fields say it."""
        if self.waits(one):
            return Outcome("waits")
        choice = self.choices.get((one.key, ""))
        if isinstance(choice, Keep):
            return Outcome("ours", decided=True)
        if one.removing:
            return self._gone(one, choice)
        if isinstance(choice, Take):
            return Outcome("theirs", decided=True)
        return Outcome("theirs" if one.standing == "new" else "same")

    def decide(self, one: RecordPlan, field: str, choice: Choice | None) -> None:
        """Choose for a field, or with "" for the whole record; None puts the decision off."""
        if not field or one.removing:
            for part in one.fields:
                self.choices.pop((one.key, part.name), None)
            self._set((one.key, ""), choice)
        else:
            self._decide_field(one, field, choice)
        self._count(one)

    def _decide_field(self, one: RecordPlan, field: str, choice: Choice | None) -> None:
        whole = (one.key, "")
        if isinstance(self.choices.get(whole), Keep):
            # Kept as a whole, no field of it would be written.
            del self.choices[whole]
            self._keep_others(one, field)
        if one.standing in _WHOLE and isinstance(choice, Take | Typed):
            if whole not in self.choices and one.ours is not None:
                self._keep_others(one, field)
            self.choices[whole] = Take()
        self._set((one.key, field), choice)

    def _keep_others(self, one: RecordPlan, field: str) -> None:
        for part in one.fields:
            if part.name != field:
                self.choices.setdefault((one.key, part.name), Keep())

    def _set(self, key: tuple[str, str], choice: Choice | None) -> None:
        if choice is None:
            self.choices.pop(key, None)
        else:
            self.choices[key] = choice

    def settle(self, side: Take | Keep) -> int:
        """Settle for one side whatever waits; return how many records that were.

        Which of a uid's rows is meant nobody said, so rows that stand twice go on waiting when
        theirs are taken.
        """
        settled = 0
        for one in list(self.undecided()):
            if one.standing == "twice" and isinstance(side, Take):
                continue
            for field in self._waiting[one.key]:
                self.choices[one.key, field] = side
            self._put(one, frozenset())
            settled += 1
        return settled

    def undecided(self) -> Iterator[RecordPlan]:
        """Yield the records of which anything waits."""
        return (one for index in self.groups["waiting"] if self.waits(one := self.order[index]))

    def replan(self, plan: Plan) -> "Deciding":
        """Return another plan of the same file with the choices that still have a place in it."""
        found = Deciding(plan)
        for one in found.order:
            for field in ("", *(part.name for part in one.fields)):
                choice = self.choices.get((one.key, field))
                if choice is not None:
                    found.choices[one.key, field] = choice
            found._count(one)
        return found

    def _count(self, one: RecordPlan) -> None:
        if one.waits:
            left = undecided(Plan((one,)), self.choices)
            self._put(one, frozenset(field for _key, field in left))

    def _put(self, one: RecordPlan, now: frozenset[str]) -> None:
        """Keep what of a record waits, and the sums with it."""
        before = self._waiting.get(one.key, frozenset())
        self._waiting[one.key] = now
        self._fields += len(now - {""}) - len(before - {""})
        self._whole += ("" in now) - ("" in before)


def _rank(one: RecordPlan) -> int:
    return _RANKS[one.standing]
