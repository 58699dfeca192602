"""Changes as people read them."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.desk.difference import around, describe, lines, side, words
from desktop.records.context import PLAIN
from desktop.records.count import Count
from desktop.records.delta import Delta, created, removed
from desktop.records.models import blank

TEXTS = st.lists(st.sampled_from(["one", "two", "three", "ночь", " ", "\n", "."])).map("".join)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_their_words(old: str, new: str) -> None:
    parts = words(old, new)
    assert "".join(text for _sort, text in side(parts, "removed")) == old
    assert "".join(text for _sort, text in side(parts, "added")) == new


def test_only_the_changed_words_are_marked() -> None:
    parts = words("nine regions and two seas", "nine regions and three seas")
    assert parts == [
        ("same", "nine regions and "),
        ("removed", "two"),
        ("added", "three"),
        ("same", " seas"),
    ]


def test_changed_words_beside_each_other_are_one_change() -> None:
    assert words("a b c d", "a x y d")[1:3] == [("removed", "b c"), ("added", "x y")]


def test_texts_without_a_common_word_are_compared_at_once() -> None:
    old, new = (" ".join(f"{sort}{n}" for n in range(100_000)) for sort in "ab")
    assert words(old, new) == [("removed", old), ("added", new)]


def test_long_stretches_that_stayed_are_cut_at_words() -> None:
    same = "word " * 100
    parts = around(words(f"{same}old {same}", f"{same}new {same}"))
    shown = "".join(text for _sort, text in parts)
    assert len(shown) < 120
    assert "word old" in shown.replace("new", "")


def test_an_edit_shows_each_field_before_and_after() -> None:
    delta = Delta("incident", "i", {"title": "", "summary": "a"}, {"title": "Night", "summary": ""})
    title, summary = lines([delta], PLAIN, {"i": "2025-0142"})
    assert (title.record, title.label, title.old, title.new) == (
        "Incident 2025-0142",
        "Title",
        "",
        "Night",
    )
    assert (title.kind, summary.kind) == ("added", "removed")
    assert (title.uid, title.field) == ("i", "title")


def test_a_new_record_shows_its_filled_fields_only() -> None:
    values = {"report": "r", "measure": "m", "count": Count.exact(31), "position": 2}
    found = lines([created("figure", "f", values)], PLAIN, {"m": "downed"})
    assert [(one.label, one.new) for one in found] == [
        ("Measure", "downed"),
        ("Count", "31"),
        ("Rank", "normal"),
    ] or [(one.label, one.new) for one in found] == [("Measure", "downed"), ("Count", "31")]
    assert {one.record for one in found} == {"Figure downed 31"}
    assert {one.record_kind for one in found} == {"added"}


def test_a_removed_record_has_nothing_after() -> None:
    values = blank("speaker") | {"name": "V. Shapsha"}
    (line,) = lines([removed("speaker", "s", values)], PLAIN)
    assert (line.old, line.new, line.kind, line.record_kind) == (
        "V. Shapsha",
        "",
        "removed",
        "removed",
    )


def test_a_record_is_known_by_what_of_it_is_there() -> None:
    assert describe("incident", {"title": "Night"}, PLAIN) == "Night"
    assert describe("figure", {"quote": "31"}, PLAIN) == ""
