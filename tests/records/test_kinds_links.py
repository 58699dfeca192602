"""Links, places and what they are called: read by name, shown and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.context import PLAIN, Context
from desktop.records.errors import Ambiguous, Unknown
from desktop.records.kinds_links import Placed, picks
from desktop.records.models import content

INCIDENT = content("incident")
NAMES = {"u1": "drone attack", "u2": "missile strike", "u3": "other drone"}
CONTEXT = Context(
    find=lambda _target, _vocabulary, text: tuple(u for u, name in NAMES.items() if text in name),
    name=lambda uid: NAMES.get(uid, uid),
)


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
