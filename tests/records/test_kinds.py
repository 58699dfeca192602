"""Kinds of field: what is read is shown, kept and read again as it was."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.context import PLAIN, Context
from desktop.records.count import Count
from desktop.records.errors import Ambiguous, Invalid, Unknown
from desktop.records.kinds import LONG_TEXT_LIMIT, TEXT_LIMIT, Placed, clean, picks
from desktop.records.models import RECORDS, blank, content, declared, parts
from desktop.records.when import When

INCIDENT, FIGURE, PLACE = content("incident"), content("figure"), content("place")
NAMES = {"u1": "drone attack", "u2": "missile strike", "u3": "other drone"}
CONTEXT = Context(
    find=lambda _target, _vocabulary, text: tuple(u for u, name in NAMES.items() if text in name),
    name=lambda uid: NAMES.get(uid, uid),
)


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


@given(st.none() | st.integers(-(10**11), 10**11))
def test_a_whole_number_reads_what_it_shows(value: int | None) -> None:
    position = FIGURE["position"]
    assert position.read(position.show(value)) == value


@given(st.integers(-90 * 10**7, 90 * 10**7))
def test_degrees_read_what_they_show(ten_millionths: int) -> None:
    lat = PLACE["lat"]
    value = ten_millionths / 10**7
    assert lat.read(lat.show(value)) == value


@pytest.mark.parametrize("raw", ["91", "-90.1", "1e5", "nan", "50.5 N", "1.2.3"])
def test_what_is_no_latitude_is_refused(raw: str) -> None:
    with pytest.raises(Invalid, match="not a position"):
        PLACE["lat"].read(raw)


@pytest.mark.parametrize("zone", ["Europe/Moscow", "Europe/Kyiv", "UTC"])
@pytest.mark.parametrize("text", ["17.07.2025", "2025-07", "17.07.2025 21:00-07:50", "July 17"])
@pytest.mark.parametrize("shown_in", ["Europe/Moscow", "Europe/Kyiv", "UTC"])
def test_a_time_is_shown_so_that_it_is_read_back_in_any_zone(
    zone: str, text: str, shown_in: str
) -> None:
    when = INCIDENT["when"]
    value = When.read(text, zone=zone)
    around = replace(PLAIN, zone=shown_in)
    assert when.read(when.show(value, around), around) == value
    assert when.from_json(when.to_json(value)) == value


@given(st.sampled_from(["31", "10-12", "60+", "<5", "~40", "dozens", "none reported", "0", ""]))
def test_a_count_is_kept_as_its_text(text: str) -> None:
    count = FIGURE["count"]
    value = count.read(text)
    assert count.from_json(count.to_json(value)) == value
    assert count.read(count.show(value)) == value


def test_only_an_exact_count_is_a_number_in_a_cell() -> None:
    count = FIGURE["count"]
    cells = [count.to_cell(Count.read(text)) for text in ("31", "0", "60+", "none reported")]
    assert cells == [31, 0, "60+", "none reported"]


def test_a_link_is_read_by_name() -> None:
    kind = INCIDENT["kind"]
    assert kind.read("missile", CONTEXT) == "u2"
    assert kind.read(" ", CONTEXT) is None
    assert kind.read(kind.show("u1", CONTEXT), CONTEXT) == "u1"
    with pytest.raises(Unknown):
        kind.read("balloon", CONTEXT)
    with pytest.raises(Ambiguous) as failure:
        kind.read("drone", CONTEXT)
    assert failure.value.uids == ("u1", "u3")
    assert kind.read("drone", CONTEXT.picked({"drone": "u3"})) == "u3"


def test_links_are_read_with_semicolons_between_each_once() -> None:
    tags = INCIDENT["tags"]
    value = tags.read("missile; other drone;\n missile", CONTEXT)
    assert value == ("u2", "u3")
    assert tags.read(tags.show(value, CONTEXT), CONTEXT) == value
    assert tags.from_json(tags.to_json(value)) == value


@given(
    st.lists(st.tuples(st.text("0123456789abcdef", min_size=1), st.text("абв ,;\"'")), max_size=4)
)
def test_places_are_kept_with_what_they_were_called(pairs: list[tuple[str, str]]) -> None:
    where = INCIDENT["where"]
    value = tuple(Placed(*pair) for pair in pairs)
    assert where.from_json(where.to_json(value)) == value


def test_places_are_shown_as_written_and_read_with_what_was_picked() -> None:
    where = INCIDENT["where"]
    value = (Placed("p1", "Zhukovsky"), Placed("p2", "Таруса"))
    around = PLAIN.picked(picks(value))
    assert where.show(value) == "Zhukovsky, Таруса"
    assert where.read(where.show(value), around) == value
    with pytest.raises(Unknown):
        where.read("Zhukovsky")


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


def test_names_that_hold_semicolons_are_read_back() -> None:
    titles = {"s1": "Night; morning; day", "s2": "Night", "s3": "Evening"}
    context = Context(
        find=lambda _target, _vocabulary, text: tuple(u for u, t in titles.items() if t == text),
        name=lambda uid: titles[uid],
    )
    carriers = content("report")["carriers"]
    for value in (("s1",), ("s3", "s1", "s2"), ("s1", "s3"), ("s2", "s3")):
        assert carriers.read(carriers.show(value, context), context) == value
    with pytest.raises(Unknown, match="morning"):
        carriers.read("Night; morning; Evening", context)
