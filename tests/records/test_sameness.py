"""Terms, places and speakers that two desks made apart."""

from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from desktop.records.family import Kept
from desktop.records.models import blank
from desktop.records.pointing import pointing
from desktop.records.sameness import same_records, told


def kept(record: str, uid: str, **values: Any) -> Kept:
    return Kept(record, uid, 1, removed=False, values=blank(record) | values)


def place(uid: str, name: str, **values: Any) -> Kept:
    return kept("place", uid, name=name, **values)


def speaker(uid: str, name: str, role: str = "", organisation: str = "") -> Kept:
    return kept("speaker", uid, name=name, role=role, organisation=organisation)


def test_terms_are_the_same_by_vocabulary_and_code() -> None:
    theirs = [kept("term", "t1", vocabulary="munition", code="FPV", name="FPV drone"),
              kept("term", "t2", vocabulary="tag", code="fpv", name="FPV")]  # fmt: skip
    ours = [kept("term", "o1", vocabulary="munition", code="fpv", name="First-person")]
    assert same_records(theirs, ours) == {"t1": "o1"}


def test_speakers_are_the_same_by_name_and_role_unless_for_another_body() -> None:
    ours = [speaker("o1", "V. Shapsha", "governor"), speaker("o2", "A. Ivanov", "", "Ministry")]
    theirs = [speaker("t1", "v. shapsha", "Governor", "Kaluga"), speaker("t2", "V. Shapsha"),
              speaker("t3", "A. Ivanov", "", "Navy")]  # fmt: skip
    assert same_records(theirs, ours) == {"t1": "o1"}


def test_places_are_the_same_by_code_or_by_name_kind_and_what_they_lie_in() -> None:
    ours = [place("o1", "Old Quarry", kind="district", parent="kaluga"),
            place("o2", "Dacha", kind="settlement", parent="o1"),
            place("o3", "Lyudinovo", code="532675"),
            place("o4", "Bridge")]  # fmt: skip
    theirs = [place("t2", "Dacha", kind="settlement", parent="t1"),
              place("t1", "old quarry", kind="district", parent="kaluga"),
              place("t3", "Людиново", code="532675"),
              place("t4", "Bridge", parent="kaluga"),
              place("t5", "Old Quarry", kind="district", parent="bryansk")]  # fmt: skip
    assert same_records(theirs, ours) == {"t1": "o1", "t2": "o2", "t3": "o3"}


def test_codes_that_differ_tell_places_of_one_name_apart() -> None:
    ours = [place("o1", "Zhukovsky", kind="district", code="1")]
    assert same_records([place("t1", "Zhukovsky", kind="district", code="2")], ours) == {}
    assert same_records([place("t1", "Zhukovsky", kind="district")], ours) == {"t1": "o1"}


def test_what_could_be_several_of_ours_is_none() -> None:
    ours = [speaker("o1", "An eyewitness"), speaker("o2", "An eyewitness")]
    assert same_records([speaker("t1", "An eyewitness")], ours) == {}


def test_what_both_have_stays_what_it_is() -> None:
    shared, ours = speaker("s", "Ministry"), speaker("o", "Ministry")
    assert same_records([shared], [shared, ours]) == {}
    assert same_records([shared, speaker("t", "Ministry")], [shared]) == {}


def test_only_what_they_filled_is_told_and_not_the_order_of_their_list() -> None:
    term = kept("term", "t", vocabulary="tag", code="fpv", name="FPV", position=7, retired=True)
    assert told(term, {}) == {"vocabulary": "tag", "code": "fpv", "name": "FPV"}


NAMES = st.sampled_from(("Quarry", "quarry ", "Ford", "Дом"))


@st.composite
def places(draw: st.DrawFn, side: str) -> list[Kept]:
    made: list[Kept] = []
    for number in range(draw(st.integers(0, 6))):
        parent = draw(st.sampled_from([None, "country", *(one.uid for one in made)]))
        code = draw(st.sampled_from(("", "", "1", "2")))
        made.append(place(f"{side}{number}", draw(NAMES), parent=parent, code=code))
    return made


def double(some: Sequence[Kept]) -> bool:
    """Return whether two of some places are surely one."""
    named = [(one["name"].strip().lower(), one["parent"], one["code"]) for one in some]
    return len(set(named)) < len(named)


@given(places("o"), places("t"))
def test_nothing_is_doubled_and_no_pointer_lost(ours: list[Kept], theirs: list[Kept]) -> None:
    same = same_records(theirs, ours)
    assert set(same.values()) <= {one.uid for one in ours}
    assert set(same) <= {one.uid for one in theirs}
    merged = [*ours, *(
        Kept("place", one.uid, 1, removed=False, values=pointing("place", one.values, same))
        for one in theirs if one.uid not in same
    )]  # fmt: skip
    uids = {one.uid for one in merged} | {"country", None}
    assert all(one["parent"] in uids for one in merged)
    assert double(ours) or double(theirs) or not double(merged)
