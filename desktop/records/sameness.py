"""Which terms, places and speakers of two desks are the same although each desk made its own."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence

from desktop.records.family import Kept
from desktop.records.fold import fold
from desktop.records.kinds import Values
from desktop.records.models import content
from desktop.records.pointing import pointing

# What two desks may each have made of the same thing.
APART = ("term", "place", "speaker")
# What each desk says for itself, so that it is no difference between them.
_ITS_OWN = {"term": {"position", "retired"}}
Same = Mapping[str, str]
_Key = Callable[[Kept], Hashable | None]


def same_records(
    theirs: Iterable[Kept], ours: Iterable[Kept], known: Same | None = None
) -> dict[str, str]:
    """Return our uid by theirs, of terms, places and speakers that are the same.

    Both sides give all that are live.  Terms are the same by vocabulary and code; places by their
    code, or where one has none by name, kind and what they lie in; speakers by name and role,
    unless they speak for different bodies.  What both have by the same uid is left out, and so is
    what could be several of ours.  What is `known` to be one from before stays one, whatever it is
    called by now.
    """
    theirs, ours = list(theirs), list(ours)
    shared = {one.uid for one in theirs} & {one.uid for one in ours}
    asked = [one for one in theirs if one.uid not in shared]
    free = [one for one in ours if one.uid not in shared]
    here, there = {one.uid for one in free}, {one.uid for one in asked}
    found = {uid: our for uid, our in (known or {}).items() if uid in there and our in here}
    for record, key in (("term", _of_term), ("speaker", _of_speaker), ("place", _of_code)):
        _match(_of(record, asked), _of(record, free), key, key, found)
    places, homes = _of("place", asked), _of("place", free)
    before = -1
    # What lies in a place can be told only when that place is.
    while before != len(found):
        before = len(found)
        _match(places, homes, _within(found), _within({}), found)
    return found


def _of(record: str, some: Iterable[Kept]) -> list[Kept]:
    return [one for one in some if one.type == record]


def _match(
    theirs: Iterable[Kept],
    ours: Iterable[Kept],
    their_key: _Key,
    our_key: _Key,
    found: dict[str, str],
) -> None:
    """Add those of theirs whose key exactly one of ours has, and does not contradict."""
    by_key: dict[Hashable, list[Kept]] = {}
    for one in ours:
        key = our_key(one)
        if key is not None:
            by_key.setdefault(key, []).append(one)
    for one in theirs:
        key = their_key(one)
        alike = _alike(one, by_key.get(key, ())) if key else []
        if one.uid not in found and len(alike) == 1:
            found[one.uid] = alike[0].uid


def _alike(one: Kept, ours: Sequence[Kept]) -> Sequence[Kept]:
    """Return those that say nothing else; of several, those that say just as much."""
    name = {"place": "code", "speaker": "organisation"}.get(one.type)
    if name is None:
        return ours
    said = fold(one[name])
    alike = [our for our in ours if not said or fold(our[name]) in {said, ""}]
    return alike if len(alike) == 1 else [our for our in alike if fold(our[name]) == said]


def _of_term(one: Kept) -> Hashable:
    return one["vocabulary"], fold(one["code"])


def _of_speaker(one: Kept) -> Hashable:
    return fold(one["name"]), fold(one["role"])


def _of_code(one: Kept) -> Hashable | None:
    return fold(one["code"]) or None


def _within(found: Same) -> _Key:
    """Return what tells places by where they lie; theirs by what is `found` of ours so far."""
    return lambda one: (fold(one["name"]), one["kind"], found.get(one["parent"], one["parent"]))


def told(kept: Kept, same: Same) -> Values:
    """Return what a record of theirs says that may differ from ours: the fields it fills."""
    left: Collection[str] = _ITS_OWN.get(kept.type, ())
    declared = content(kept.type)
    values = pointing(kept.type, kept.values, same)
    return {
        name: value
        for name, value in values.items()
        if name not in left and value != declared[name].empty
    }
