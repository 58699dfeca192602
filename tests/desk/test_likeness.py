"""What becomes of rows that the desk seems to have: the one rule of page and command line."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desktop.desk import likeness
from desktop.desk.likeness import VERDICTS, Coming, Likeness, Verdict
from desktop.store.database import DeskFile
from tests.desk.tabled import taking, took, write_csv

NIGHT = ("2025-07-18", "Bryansk Oblast", 31, 0, "https://example.org/1")


def like(row: int, how: str = "same", answer: Verdict | None = None, rows: int = 1) -> Likeness:
    return Likeness(row, f"uid{row}", "2025-0001", "", how, f"key{row}", answer or "", rows)


LIKENESS = st.builds(
    like,
    st.integers(2, 9),
    st.sampled_from(("same", "other counts")),
    st.sampled_from((None, *VERDICTS)),
    st.integers(1, 3),
)
SOME = st.lists(LIKENESS, unique_by=lambda one: one.row)


def test_what_was_answered_once_stays_so_and_the_rest_waits() -> None:
    some = [like(2), like(3, answer="leave"), like(4, "other counts", "merge", rows=3)]
    verdicts = likeness.remembered(some)
    assert verdicts == {3: "leave", 4: "merge"}
    assert likeness.waiting(some, verdicts) == [some[0]]
    assert likeness.coming(10, some, verdicts) == Coming(own=5, joined=3, left=1, waiting=1)


def test_for_one_side_the_same_is_left_out_and_other_counts_join_or_are_left_out() -> None:
    some = [like(2), like(3, "other counts"), like(4, "other counts", "import")]
    answered = likeness.remembered(some)
    assert likeness.settled(some, answered, "theirs") == {2: "leave", 3: "merge", 4: "import"}
    assert likeness.settled(some, answered, "ours") == {2: "leave", 3: "leave", 4: "import"}


@given(SOME, st.integers(0, 9), st.sampled_from((None, "theirs", "ours")))
def test_each_row_becomes_one_thing_and_settled_nothing_waits(
    some: list[Likeness], others: int, side: likeness.Side | None
) -> None:
    verdicts = likeness.remembered(some)
    if side is not None:
        verdicts = likeness.settled(some, verdicts, side)
        assert not likeness.waiting(some, verdicts)
    rows = others + sum(one.rows for one in some)
    coming = likeness.coming(rows, some, verdicts)
    assert coming.own + coming.joined + coming.left + coming.waiting == rows
    assert coming.waiting == sum(one.rows for one in likeness.waiting(some, verdicts))
    assert all(verdicts[one.row] == one.answer for one in some if one.answer)


def test_a_group_of_rows_counts_with_all_its_rows(desk_file: DeskFile, tmp_path: Path) -> None:
    took(desk_file, write_csv(tmp_path / "first.csv", NIGHT))
    other = ("2025-07-19", "Oryol Oblast", 17, 2, "https://example.org/2")
    path = write_csv(tmp_path / "o.csv", NIGHT, other, NIGHT)
    with taking(desk_file, path) as intake:
        profile = replace(intake.chosen.profile, group=("Date", "Region"))
    with taking(desk_file, path, profile) as intake:
        (found,) = intake.plan.alike
        assert (found.row, found.rows, found.how) == (2, 2, "same")
