"""Which words values stand on, while the text is read, corrected and quoted again."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.desk import evidence
from desktop.desk.desk import Desk
from desktop.desk.entered import Entered
from desktop.desk.entry import Entry
from desktop.desk.evidence import Use
from desktop.desk.starting import new_entry
from desktop.records.context import PLAIN
from desktop.records.kinds_links import Placed
from tests.desk.entries import enter

TEXT = "С 21:00 до 07:50 сбиты 3 БПЛА: 2 над Брянской областью, 1 над Калужской. Погибших нет."


def standing(desk: Desk, *lines: tuple[str, str]) -> tuple[Entry, Entered]:
    """Return an entry whose figures stand on words of one source."""
    entry = new_entry()
    source, report = entry.add_source(), entry.reports[0]
    source.write("text", TEXT, PLAIN)
    report.put("source", source.uid)
    for line, words in lines:
        (figure,) = enter(desk, entry, report, line)
        quote(figure, words)
    return entry, source


def quote(record: Entered, words: str, field: str = "quote") -> None:
    start = TEXT.index(words)
    evidence.keep(record, field, (words, start, start + len(words)), PLAIN)


def shown(uses: list[Use]) -> list[tuple[int, str, str]]:
    return [(use.number, use.field, TEXT[use.start : use.end]) for use in uses]


def test_words_are_numbered_in_the_order_of_the_text(desk: Desk) -> None:
    entry, _source = standing(
        desk, ("1 kaluga", "1 над Калужской"), ("2 bryansk", "2 над Брянской областью")
    )
    quote(entry.reports[0], "С 21:00 до 07:50", "when")
    assert shown(evidence.uses(entry, desk.context())) == [
        (1, "when", "С 21:00 до 07:50"),
        (2, "quote", "2 над Брянской областью"),
        (3, "quote", "1 над Калужской"),
    ]


def test_figures_that_stand_on_the_same_words_have_one_number(desk: Desk) -> None:
    entry, _source = standing(
        desk,
        ("downed 3", "3 БПЛА"),
        ("killed none reported", "Погибших нет"),
        ("injured none reported", "Погибших нет"),
    )
    numbers = [use.number for use in evidence.uses(entry, desk.context())]
    assert numbers == [1, 2, 2]


def test_a_place_named_outside_of_the_quote_is_marked_with_its_figure(desk: Desk) -> None:
    entry, _source = standing(desk, ("downed 3", "3 БПЛА"))
    (figure,) = entry.figures[entry.reports[0].uid]
    figure.put("places", (Placed(desk.finder.exact("kaluga")[0].uid, "Калужской"),))
    assert shown(evidence.uses(entry, desk.context())) == [
        (1, "quote", "3 БПЛА"),
        (1, "places", "Калужской"),
    ]


def test_a_quote_without_offsets_is_found_where_it_stands(desk: Desk) -> None:
    entry, _source = standing(desk)
    (figure,) = enter(desk, entry, entry.reports[0], 'downed 3 "3 БПЛА"')
    (use,) = evidence.uses(entry, desk.context())
    assert (use.record, TEXT[use.start : use.end]) == (figure.uid, "3 БПЛА")


def test_quotes_go_along_while_the_text_is_corrected(desk: Desk) -> None:
    entry, source = standing(desk, ("2 bryansk", "2 над Брянской областью"))
    longer = f"Минобороны: {TEXT}"
    evidence.follow(entry, source.uid, TEXT, longer, desk.context())
    source.write("text", longer, PLAIN)
    (use,) = evidence.uses(entry, desk.context())
    assert longer[use.start : use.end] == "2 над Брянской областью"
    assert evidence.lost(entry, desk.context()) == []


def test_a_quote_that_is_corrected_away_is_told(desk: Desk) -> None:
    entry, source = standing(
        desk, ("2 bryansk", "2 над Брянской областью"), ("1 kaluga", "1 над Калужской")
    )
    other = TEXT.replace("2 над Брянской областью", "ещё два над Брянском")
    evidence.follow(entry, source.uid, TEXT, other, desk.context())
    source.write("text", other, PLAIN)
    ((figure, field),) = evidence.lost(entry, desk.context())
    assert (figure.text("count", desk.context()), field) == ("2", "quote")


def test_what_is_set_aside_is_remembered_in_the_draft(desk: Desk) -> None:
    entry, source = standing(desk)
    start = TEXT.index("07:50")
    entry.set_aside(source.uid, ("07:50", start, start + 5))
    again = Entry.from_json(entry.to_json())
    assert evidence.asides(again, again.sources[source.uid]) == [(start, start + 5)]


@given(st.text("аб 1", max_size=30), st.integers(0, 30), st.integers(1, 5), st.integers(0, 40))
def test_the_nearest_of_equal_words_is_meant(text: str, start: int, size: int, at: int) -> None:
    words = text[start : start + size]
    there = evidence.nearest(text, words, at)
    if not words:
        assert there is None
        return
    assert there is not None
    assert text[there[0] : there[1]] == words
    every = [n for n in range(len(text)) if text.startswith(words, n)]
    assert abs(there[0] - at) == min(abs(n - at) for n in every)
