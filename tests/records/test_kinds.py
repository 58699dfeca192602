"""Kinds of field: what is read is shown, kept and read again as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.errors import Invalid
from desktop.records.kinds import LONG_TEXT_LIMIT, TEXT_LIMIT, clean
from desktop.records.models import RECORDS, blank, content, declared, parts

INCIDENT, FIGURE = content("incident"), content("figure")


@given(st.text(max_size=200))
def test_one_line_of_text_reads_what_it_shows(raw: str) -> None:
    title = INCIDENT["title"]
    value = title.read(raw)
    assert title.read(title.show(value)) == value
    assert title.from_json(title.to_json(value)) == value
    assert "\n" not in value
    assert value.isprintable() or not value.isascii()


@given(st.text(max_size=200))
def test_long_text_keeps_its_lines_and_loses_only_what_no_text_has(raw: str) -> None:
    summary = INCIDENT["summary"]
    value = summary.read(raw)
    assert summary.read(value) == value
    assert value in ("", clean(raw))
    value.encode()


def test_texts_have_limits() -> None:
    with pytest.raises(Invalid, match="501"):
        INCIDENT["title"].read("x" * (TEXT_LIMIT + 1))
    with pytest.raises(Invalid, match="more than a desk keeps"):
        INCIDENT["summary"].read("x" * (LONG_TEXT_LIMIT + 1))
    assert len(INCIDENT["summary"].read("x" * LONG_TEXT_LIMIT)) == LONG_TEXT_LIMIT


@pytest.mark.parametrize("raw", ["a\0b", "a\x1bb", "a\ud800b", "a\ufffeb"])
def test_control_characters_are_dropped(raw: str) -> None:
    assert INCIDENT["title"].read(raw) == "ab"


def test_a_choice_reads_its_code_and_its_label_in_any_case() -> None:
    rank = FIGURE["rank"]
    assert rank.read("PREFERRED") == rank.read("preferred ") == "preferred"
    assert FIGURE["relation"].read("of which") == "subset"
    assert rank.read("") == "normal"
    with pytest.raises(Invalid, match="preferred, normal, deprecated"):
        rank.read("best")


@pytest.mark.parametrize(
    ("raw", "value"), [("yes", True), ("Да", True), ("x", True), ("", False), ("no", False)]
)
def test_a_flag_reads_yes_and_no(raw: str, value: bool) -> None:
    joint = FIGURE["joint"]
    assert joint.read(raw) is value
    assert joint.read(joint.show(value)) is value
    assert joint.from_json(joint.to_json(value)) is value
    with pytest.raises(Invalid):
        joint.read("maybe")


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_has_a_label_and_its_empty_value_is_kept(record: str) -> None:
    for name, value in blank(record).items():
        kind = content(record)[name]
        assert kind.label
        assert kind.from_json(kind.to_json(value)) == value
    assert set(content(record)) | set(parts(record)) <= set(declared(record))


def test_what_is_worked_out_is_not_typed() -> None:
    with pytest.raises(Invalid, match="worked out"):
        declared("incident")["downed"].read("31")
