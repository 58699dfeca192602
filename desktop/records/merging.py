"""Merging two states of records that were one: a plan that a person can decide on, then deltas.

The base is what both sides started from; `Theirs` is what the other side made of a record.  It is
the same whether the other side is a workbook or another desk, and knows neither.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from desktop.records.delta import Delta, created, edited, removed
from desktop.records.family import Kept
from desktop.records.kinds import Values
from desktop.records.kinds_links import Link
from desktop.records.models import blank, content
from desktop.records.pointing import without

# What became of one field: changed there and taken, changed here and kept, changed to the same
# on both sides, or to different values.
FieldStanding = Literal["theirs", "ours", "both", "conflict"]
# What became of a record: "changed" there (or here too, elsewhere); "conflict" needs a person;
# "same" needs nothing; "new" there; "missing" there, which removes nothing; "removed" there;
# "unknown": it has a uid that this desk never gave; "twice": its uid stands in several rows;
# "binned": changed there, in our bin here.
RecordStanding = Literal[
    "changed", "conflict", "same", "new", "missing", "removed", "unknown", "twice", "binned"
]
# These are written unless a person says otherwise, those wait for a person.
_TAKEN: frozenset[RecordStanding] = frozenset({"changed", "conflict", "same", "new", "removed"})
# They are found anew wherever the quote comes to differ.
_OFFSETS = frozenset({"quote_start", "quote_end"})
_WAITING: frozenset[RecordStanding] = frozenset({"conflict", "unknown", "twice", "binned"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """One cell that was not understood.

    `row` is counted from 1, `column` is its letters, `heading` what stands above it, `value` its
    text, `why` a sentence that says what to do.
    """

    sheet: str
    row: int
    column: str
    value: str
    why: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Theirs:
    """One record as the other side has it.

    `values` holds the fields that differ from the base; of a `new` record, those that are filled;
    where there is no base, those that differ from ours.  `removed` says that the other side put it
    into its bin, `known` is False where this desk has never had the uid and did not expect it.
    `at` says where it stands ("Figures!B12"), `refused` what of it was not understood.  `apart` is
    the uid that it has there, where both sides made it apart from one another: `values` holds what
    they filled, and nothing is its base.
    """

    type: str
    uid: str
    values: Values
    removed: bool = False
    new: bool = False
    known: bool = True
    at: str = ""
    refused: tuple[Refusal, ...] = ()
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Take:
    """Take what the other side has."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Keep what we have."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Take a value that the person typed instead."""

    value: Any


Choice = Take | Keep | Typed
# By a record's key in the plan and a field's name; "" stands for the whole record.
Choices = Mapping[tuple[str, str], Choice]


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """One field on three sides; without a common base, `base` is what we have."""

    name: str
    base: Any
    ours: Any
    theirs: Any
    standing: FieldStanding


@dataclass(frozen=True, slots=True)
class RecordPlan:
    """One record: its standing, its fields in the order of declaration, and where it came from.

    `key` names it among the choices: its uid, with a number where the uid stands in several rows.
    `ours` is what we have, None where we have nothing.  `removing` says that the other side
    removed it; `beneath` are our live records that would go with it.  `apart` is the uid that it
    has there, where it is held to be ours; `lost` says that the quote which would come in is not in
    its source's text.
    """

    key: str
    type: str
    uid: str
    standing: RecordStanding
    fields: tuple[FieldPlan, ...] = ()
    ours: Kept | None = None
    removing: bool = False
    beneath: tuple[Kept, ...] = ()
    at: str = ""
    refused: tuple[Refusal, ...] = ()
    apart: str = ""
    lost: bool = False

    @property
    def waits(self) -> bool:
        """Whether a person must decide on it before nothing is lost."""
        return self.standing in _WAITING


@dataclass(frozen=True)
class Plan:
    """What a merge would do: every record that differs, every refused cell, how many are the same.

    `same` counts the records in which neither side changed anything or only we did.  `recognised`
    has by their uid ours of those that each side made for itself and that are held to be one.
    """

    records: tuple[RecordPlan, ...]
    refused: tuple[Refusal, ...] = ()
    same: int = 0
    recognised: Mapping[str, Kept] = field(default_factory=dict)

    @cached_property
    def counts(self) -> Mapping[RecordStanding, int]:
        """How many records stand how; those without a difference are among "same"."""
        found: Counter[RecordStanding] = Counter(one.standing for one in self.records)
        found["same"] += self.same
        return found

    @cached_property
    def conflicts(self) -> int:
        """How many fields were changed to different values on both sides."""
        return sum(part.standing == "conflict" for one in self.records for part in one.fields)


def plan(
    base: Mapping[str, Kept | None],
    ours: Mapping[str, Kept],
    theirs: Iterable[Theirs],
    *,
    missing: Iterable[Kept] = (),
    removing: bool = False,
    refused: Iterable[Refusal] = (),
    same: int = 0,
) -> Plan:
    """Return what becomes of every record that the other side touched.

    `base` holds by uid what differed from ours when both sides parted, None where nothing common
    is known; a uid that is not in it was as it is.  `ours` holds what we have of every record that
    `theirs` names, of the owners of new records, and of what stands beneath removed ones.
    `missing` are our records that the other side should have had and has not: with `removing` they
    are taken for removed.  `refused` are cells that belong to no record, `same` counts records
    that were not even given.
    """
    given = list(_joined(theirs))
    if removing:
        there = {one.uid for one in given}
        given += [Theirs(one.type, one.uid, {}, removed=True) for one in missing
                  if one.uid not in there]  # fmt: skip
    often = Counter(one.uid for one in given)
    numbered: Counter[str] = Counter()
    planned: list[RecordPlan] = []
    for one in given:
        numbered[one.uid] += 1
        key = f"{one.uid}#{numbered[one.uid]}" if often[one.uid] > 1 else one.uid
        record = _record(key, one, base, ours, twice=often[one.uid] > 1)
        if record.fields or record.refused or record.standing != "same":
            planned.append(record)
        else:
            same += 1
    if not removing:
        planned += [
            RecordPlan(one.uid, one.type, one.uid, "missing", ours=one, removing=True)
            for one in missing
        ]
    planned = _with_beneath(planned, ours)
    planned += _binned_owners(planned, ours)
    cells = (*refused, *(cell for one in planned for cell in one.refused))
    recognised = {one.apart: ours[one.uid] for one in given if one.apart}
    return Plan(tuple(planned), cells, same, recognised)


def _joined(theirs: Iterable[Theirs]) -> Iterator[Theirs]:
    """Yield each record once where the same stands several times, all where they differ."""
    seen: dict[str, list[Theirs]] = {}
    for one in theirs:
        before = seen.setdefault(one.uid, [])
        if not any(replace(one, at=other.at, apart=other.apart) == other for other in before):
            before.append(one)
            yield one


def _record(
    key: str,
    one: Theirs,
    base: Mapping[str, Kept | None],
    ours: Mapping[str, Kept],
    *,
    twice: bool,
) -> RecordPlan:
    """Return one record's plan, what stands beneath it not yet seen."""
    kept = ours.get(one.uid)
    made = RecordPlan(
        key, one.type, one.uid, "same", ours=kept, removing=one.removed, at=one.at,
        refused=one.refused, apart=one.apart,
    )  # fmt: skip
    start = base.get(one.uid, kept)
    if one.apart and kept is not None:
        start = replace(kept, values=blank(one.type))
    if kept is None or (one.new and kept.removed):
        found = _arriving(made, one, kept)
    elif one.new:
        # A new row's uid is made of what stands in it, so this one came in before.
        found = made
    elif kept.removed:
        found = _against_binned(made, one, start, kept)
    elif one.removed:
        found = _removal(made, start, kept)
    else:
        fields = _three_ways(one, start, kept)
        found = replace(made, standing=_sum(fields), fields=fields)
    return replace(found, standing="twice") if twice else found


def _arriving(made: RecordPlan, one: Theirs, kept: Kept | None) -> RecordPlan:
    """Plan a record that we don't have, or had and took back."""
    if one.removed:
        return made
    ours = blank(one.type) if kept is None else kept.values
    fields = _fields(one.type, ours, ours, ours | one.values)
    return replace(made, standing="new" if one.known else "unknown", fields=fields)


def _against_binned(made: RecordPlan, one: Theirs, start: Kept | None, kept: Kept) -> RecordPlan:
    """Plan a record of our bin: what only we removed stays there, unless it was edited there."""
    if one.removed:
        return made
    if start is not None and start.removed:
        fields = _three_ways(one, start, kept)
        return replace(made, standing="conflict" if _sum(fields) == "conflict" else "new",
                       fields=fields)  # fmt: skip
    if start is not None and not one.values:
        return made
    return replace(made, standing="binned", fields=_three_ways(one, start, kept))


def _removal(made: RecordPlan, start: Kept | None, kept: Kept) -> RecordPlan:
    """Plan a record that only they have in their bin; what we edited since is asked for."""
    if start is None:
        return replace(made, standing="conflict")
    if start.removed:
        return made
    fields = _ours_only(start, kept)
    return replace(made, standing="conflict" if fields else "removed", fields=fields)


def _sum(fields: Sequence[FieldPlan]) -> RecordStanding:
    standings = {one.standing for one in fields}
    if "conflict" in standings:
        return "conflict"
    return "changed" if "theirs" in standings else "same"


def _fields(record: str, start: Values, kept: Values, there: Values) -> tuple[FieldPlan, ...]:
    return _decidable(
        FieldPlan(name, start[name], kept[name], there[name], standing)
        for name in content(record)
        if (standing := _standing(start[name], kept[name], there[name])) is not None
    )


def _decidable(fields: Iterable[FieldPlan]) -> tuple[FieldPlan, ...]:
    """Return the fields without offsets that a person would have to decide on beside the quote."""
    found = tuple(fields)
    if not any(one.name == "quote" for one in found):
        return found
    return tuple(one for one in found if one.name not in _OFFSETS or one.standing != "conflict")


def _three_ways(one: Theirs, start: Kept | None, kept: Kept) -> tuple[FieldPlan, ...]:
    if not one.values:
        return ()
    if start is not None:
        return _fields(one.type, start.values, kept.values, start.values | one.values)
    return _decidable(
        FieldPlan(name, kept[name], kept[name], one.values[name], "conflict")
        for name in content(one.type)
        if name in one.values and one.values[name] != kept[name]
    )


def _ours_only(start: Kept, kept: Kept) -> tuple[FieldPlan, ...]:
    return tuple(
        FieldPlan(name, start[name], kept[name], start[name], "ours")
        for name in content(kept.type)
        if start[name] != kept[name]
    )


def _standing(base: Any, ours: Any, theirs: Any) -> FieldStanding | None:
    if ours == theirs:
        return None if ours == base else "both"
    if ours == base:
        return "theirs"
    return "ours" if theirs == base else "conflict"


def _owner(record: str, values: Values) -> str | None:
    """Return the uid of the record that a report or figure stands in."""
    for name, kind in content(record).items():
        if isinstance(kind, Link) and kind.owner:
            uid: str | None = values[name]
            return uid
    return None


def _new_values(one: RecordPlan) -> Values:
    start = blank(one.type) if one.ours is None else one.ours.values
    return start | {part.name: part.theirs for part in one.fields}


def _with_beneath(planned: list[RecordPlan], ours: Mapping[str, Kept]) -> list[RecordPlan]:
    """Name what would go with each removed record; where the other side kept it, ask."""
    if not any(one.removing for one in planned):
        return planned
    gone = {one.uid for one in planned if one.removing}
    under: dict[str, list[Kept]] = {}
    for kept in ours.values():
        owner = _owner(kept.type, kept.values)
        if owner and not kept.removed:
            under.setdefault(owner, []).append(kept)

    def beneath(uid: str) -> Iterator[Kept]:
        for kept in under.get(uid, ()):
            yield kept
            yield from beneath(kept.uid)

    found: list[RecordPlan] = []
    for one in planned:
        staying = tuple(kept for kept in beneath(one.uid) if kept.uid not in gone)
        if one.removing and staying:
            standing: RecordStanding = "conflict" if one.standing == "removed" else one.standing
            one = replace(one, standing=standing, beneath=staying)  # noqa: PLW2901
        found.append(one)
    return found


def _binned_owners(planned: list[RecordPlan], ours: Mapping[str, Kept]) -> list[RecordPlan]:
    """Return plans for the binned owners of new or binned records: they must come back first."""
    there = {one.uid for one in planned}
    found: list[RecordPlan] = []
    asked = [one for one in planned if one.standing in {"new", "unknown", "binned"}]
    for one in asked:
        owner = ours.get(_owner(one.type, _new_values(one)) or "")
        if owner is not None and owner.removed and owner.uid not in there:
            there.add(owner.uid)
            back = RecordPlan(owner.uid, owner.type, owner.uid, "binned", ours=owner, at=one.at)
            found.append(back)
            asked.append(back)
    return found


def undecided(made: Plan, choices: Choices) -> list[tuple[str, str]]:
    """Return what still waits for a person, as keys of choices; it stays as we have it."""
    found: list[tuple[str, str]] = []
    for one in made.records:
        if not one.waits or (one.key, "") in choices:
            continue
        if one.standing == "conflict" and not one.removing:
            found += [
                (one.key, part.name) for part in one.fields
                if part.standing == "conflict" and (one.key, part.name) not in choices
            ]  # fmt: skip
        else:
            found.append((one.key, ""))
    return found


def all_for(made: Plan, side: Take | Keep) -> dict[tuple[str, str], Choice]:
    """Return the choices that settle every conflict for one side, and nothing else."""
    # Which of a uid's rows is meant nobody said.
    twice = {one.key for one in made.records if one.standing == "twice"}
    return {key: side for key in undecided(made, {}) if key[1] or key[0] not in twice}


@dataclass(slots=True)
class _Outcome:
    """What is done with each record, before it is known whether its owner is there."""

    made: dict[str, Delta] = field(default_factory=dict)
    edits: dict[str, Delta] = field(default_factory=dict)
    gone: dict[str, Delta] = field(default_factory=dict)


def deltas(made: Plan, choices: Choices | None = None) -> list[Delta]:
    """Return what the plan and a person's choices do, one delta a record, owners first.

    What nobody chose is taken where only the other side changed it, and stays as we have it
    anywhere else.  A record whose owner does not come in, or goes, does not come in either; what
    only points at a record that stays out lets go of it, unless it can't be without.  Where two
    rows of one uid are both chosen, the later one's fields count.
    """
    outcome = _Outcome()
    for one in made.records:
        _decide(one, choices or {}, outcome)
    planned = {one.uid: one.ours for one in made.records}
    _let_go(outcome, planned)
    _drop_orphans(outcome, planned)
    order = {"incident": 1, "report": 2, "figure": 3}
    coming = sorted(outcome.made.values(), key=lambda delta: order.get(delta.type, 0))
    edits = [delta for uid, delta in outcome.edits.items() if uid not in outcome.gone]
    return [*coming, *edits, *outcome.gone.values()]


def _decide(one: RecordPlan, choices: Choices, outcome: _Outcome) -> None:
    whole = choices.get((one.key, ""))
    if isinstance(whole, Keep):
        return
    if one.removing:
        if isinstance(whole, Take) or (whole is None and one.standing == "removed"):
            _remove(one, outcome)
        return
    if whole is None and one.standing not in _TAKEN and not _picked(one, choices):
        return
    if one.ours is not None and one.ours.removed:
        values = one.ours.values | _chosen(one, choices, whole)
        outcome.made[one.uid] = Delta(one.type, one.uid, None, values)
    elif one.ours is None:
        before = outcome.made.get(one.uid)
        start = (before.after or {}) if before else {}
        outcome.made[one.uid] = created(one.type, one.uid, start | _chosen(one, choices, whole))
    else:
        earlier = outcome.edits.get(one.uid)
        values = ((earlier.after or {}) if earlier else {}) | _chosen(one, choices, whole)
        delta = edited(one.type, one.uid, one.ours.values, values)
        if delta is not None:
            outcome.edits[one.uid] = delta


def _picked(one: RecordPlan, choices: Choices) -> bool:
    """Return whether a person chose anything of a record, field by field."""
    found = (choices.get((one.key, name)) for name in content(one.type))
    return any(isinstance(choice, Take | Typed) for choice in found)


def _chosen(one: RecordPlan, choices: Choices, whole: Choice | None) -> Values:
    """Return the values as chosen, or as they stand, where they are not to stay ours."""
    values: Values = {}
    for part in one.fields:
        choice = choices.get((one.key, part.name), whole)
        if choice is None and one.standing not in {"twice", "binned", "unknown"}:
            choice = Take() if part.standing == "theirs" else None
        if isinstance(choice, Take) and part.standing != "ours":
            values[part.name] = part.theirs
    for name in content(one.type):
        choice = choices.get((one.key, name))
        if isinstance(choice, Typed):
            values[name] = choice.value
    return values


def _remove(one: RecordPlan, outcome: _Outcome) -> None:
    """Put a record into the bin, and first what stands beneath it."""
    for kept in (*reversed(one.beneath), one.ours):
        if kept is not None and not kept.removed:
            outcome.gone.setdefault(kept.uid, removed(kept.type, kept.uid, kept.values))


def _let_go(outcome: _Outcome, planned: Mapping[str, Kept | None]) -> None:
    """Take pointers at new records that do not come in out of what comes in."""
    out = {uid for uid, kept in planned.items()
           if (kept is None or kept.removed) and uid not in outcome.made}  # fmt: skip
    before = None
    while out and before != out:
        before = set(out)
        for some in (outcome.made, outcome.edits):
            for uid, delta in list(some.items()):
                less = without(delta, out)
                if less is None:
                    del some[uid]
                    if some is outcome.made:
                        out.add(uid)
                else:
                    some[uid] = less


def _drop_orphans(outcome: _Outcome, planned: Mapping[str, Kept | None]) -> None:
    """Leave out new records whose owner, or whose total, is not there in the end."""

    def there(uid: str | None) -> bool:
        if uid is None or uid in outcome.made:
            return True
        if uid in outcome.gone:
            return False
        kept = planned.get(uid)
        return uid not in planned or (kept is not None and not kept.removed)

    before = -1
    while before != len(outcome.made):
        before = len(outcome.made)
        outcome.made = {
            uid: delta
            for uid, delta in outcome.made.items()
            if there(_owner(delta.type, delta.after or {})) and there((delta.after or {}).get("of"))
        }
