"""What people type and paste for a count."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.records.count import Count
from desktop.records.errors import Invalid


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("31", "31"),
        (" 31 ", "31"),
        ("0", "0"),
        ("zero", "0"),
        ("ноль", "0"),
        ("007", "7"),
        ("93.0", "93"),
        ("1,200", "1200"),
        ("1 200", "1200"),
        ("1\u00a0200", "1200"),
        ("1\u2009200\u202f000", "1200000"),
        ("1 000 000 000", "1000000000"),
        ("٣١", "31"),
        ("３１", "31"),
        ("10-12", "10-12"),
        ("10 – 12", "10-12"),
        ("10—12", "10-12"),
        ("1 – 2", "1-2"),
        ("10-10", "10"),
        ("10 to 12", "10-12"),
        ("10 or 12", "10-12"),
        ("between 10 and 12", "10-12"),
        ("from 10 to 12", "10-12"),
        ("от 10 до 12", "10-12"),
        ("від 10 до 12", "10-12"),
        ("1,200-1,300", "1200-1300"),
        ("60+", "60+"),
        ("5+ ", "5+"),
        ("60 +", "60+"),
        ("at least 60", "60+"),
        (">=60", "60+"),
        ("≥ 60", "60+"),
        ("60 or more", "60+"),
        ("2 or more", "2+"),
        ("не менее 60", "60+"),
        ("не менее трёх", "3+"),
        ("60 и более", "60+"),
        ("щонайменше 60", "60+"),
        ("more than 60", ">60"),
        (">60", ">60"),
        ("over 60", ">60"),
        ("более 60", ">60"),
        ("свыше 60", ">60"),
        ("понад 60", ">60"),
        ("up to 12", "<=12"),
        ("<=12", "<=12"),
        ("≤12", "<=12"),
        ("до 12", "<=12"),
        ("no more than five", "<=5"),
        ("не более 12", "<=12"),
        ("12 or fewer", "<=12"),
        ("<5", "<5"),
        ("fewer than 5", "<5"),
        ("менее 5", "<5"),
        ("~40", "~40"),
        ("≈ 40", "~40"),
        ("about 40", "~40"),
        ("ca. 40", "~40"),
        ("some 40", "~40"),
        ("около 40", "~40"),
        ("близько сорока", None),
        ("~10-12", "~10-12"),
        ("около 10–12", "~10-12"),
        ("a dozen", "~12"),
        ("Dozens", "dozens"),
        ("several", "several"),
        ("десятки", "десятки"),
        ("несколько", "несколько"),
        ("кілька", "кілька"),
        ("three", "3"),
        ("three or four", "3-4"),
        ("три", "3"),
        ("Двадцать", "20"),
        ("дві", "2"),
        ("п’ять", "5"),
        ("none reported", "none reported"),
        ("None", "none reported"),
        ("нет", "none reported"),
        ("не сообщается", "none reported"),
        ("немає", "none reported"),
        ("not stated", "not stated"),
        ("unknown", "not stated"),
        ("Unspecified", "not stated"),
        ("н/д", "not stated"),
        ("не вказано", "not stated"),
        ("not checked", "not checked"),
        ("", "not checked"),
        (" \t ", "not checked"),
    ],
)
def test_what_is_understood(text: str, shown: str | None) -> None:
    if shown is None:
        with pytest.raises(Invalid):
            Count.read(text)
    else:
        assert str(Count.read(text)) == shown


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1?", "in doubt"),
        ("?", "write “not stated”"),
        ("-", "may mean none or not known"),
        ("—", "may mean none or not known"),
        ("87 + 88", "is a sum"),
        ("+60", "sign in front"),
        ("some", "gives no number"),
        ("not reported", "two things"),
        ("3.5", "not a whole number"),
        ("3,5", "not a whole number"),
        ("1.000", "not a whole number"),
        ("-4", "below zero"),
        ("−4", "below zero"),
        ("<0", "below zero"),
        ("1000000001", "more than 1,000,000,000"),
        ("1 000 000 001", "more than 1,000,000,000"),
        ("9" * 70, "more than 1,000,000,000"),
        ("12-10", "runs backwards"),
        ("1/2", "fraction"),
        ("½", "fraction"),
        ("1E5", "as a computer shortens it"),
        ("1e+05", "as a computer shortens it"),
        ("10 12", "one number or several"),
        ("31 drones", "only the number"),
        ("Unspecifed", "did you mean “unspecified”"),
        ("dozns", "did you mean “dozens”"),
        ("MARCH1", "only the number"),
        ("#VALUE!", "is not a count"),
        ("31\n17", "invisible character (U+000A)"),
        ("31\t17", "invisible character (U+0009)"),
        ("3\x001", "invisible character (U+0000)"),
        ("\u202e31", "invisible character (U+202E)"),
        ("3\u200b1", "invisible character (U+200B)"),
        ("3\ud8001", "invisible character (U+D800)"),
    ],
)
def test_what_is_refused_and_why(text: str, why: str) -> None:
    with pytest.raises(Invalid) as refused:
        Count.read(text)
    assert why in str(refused.value)


def test_a_message_quotes_the_value_and_never_more_than_its_beginning() -> None:
    with pytest.raises(Invalid, match="“87 \\+ 88”"):
        Count.read("87 + 88")
    with pytest.raises(Invalid) as refused:
        Count.read("9" * 1_000_000)
    assert len(str(refused.value)) < 200


def test_a_pasted_megabyte_is_refused_before_it_is_looked_at() -> None:
    for text in ("1 " * 500_000, " " * 1_000_000, "-" * 1_000_000):
        with pytest.raises(Invalid, match="too long"):
            Count.read(text)


@given(st.text(max_size=90))
@example("{text}")
@example("none {near}")
def test_any_text_is_a_count_or_refused_with_a_sentence(text: str) -> None:
    try:
        count = Count.read(text)
    except Invalid as refused:
        sentence = str(refused)
    else:
        sentence = count.understood() + "."
        assert Count.read(str(count)) == count
    assert sentence.endswith((".", "?"))


PIECES = st.sampled_from(
    ["31", "0", " ", "-", "–", "+", "~", "<", ">", "=", "or", "more", "до", "не", "более", "три",
     "1,200", "about", "dozens", "нет", "to", ".", "?", "e", "60"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=8).map("".join), st.lists(PIECES, max_size=8).map(" ".join))
def test_pieces_of_counts_in_any_order_do_no_harm(tight: str, spaced: str) -> None:
    for text in (tight, spaced):
        try:
            count = Count.read(text)
        except Invalid:
            continue
        assert Count.read(str(count)) == count
