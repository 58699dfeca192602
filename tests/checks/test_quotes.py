import pytest

from tests.checks.making import family, figure, found, report

TEXT = "31 БПЛА над Брянской областью, 3 над Калужской"


@pytest.mark.parametrize(
    ("quote", "start", "end", "words"),
    [
        ("32 БПЛА", None, None, "not in the source"),
        ("31 БПЛА", 5, 12, "offsets 5-12"),
    ],
)
def test_a_quote_that_the_source_does_not_have(
    quote: str, start: int | None, end: int | None, words: str
) -> None:
    odd = figure("f", "r", "31", quote=quote, quote_start=start, quote_end=end)
    (one,) = found(family([report("r")], [odd]), texts={"post": TEXT})
    assert (one.check, one.severity) == ("quote_not_in_source", "error")
    assert words in one.sentence


@pytest.mark.parametrize(("start", "end"), [(0, 7), (None, None)])
def test_a_quote_that_stands_there_is_fine(start: int | None, end: int | None) -> None:
    good = figure("f", "r", "31", quote="31 БПЛА", quote_start=start, quote_end=end)
    assert found(family([report("r")], [good]), texts={"post": TEXT}) == []


def test_a_figure_without_quote_where_there_is_a_text() -> None:
    bare = family([report("r")], [figure("f", "r", "31"), figure("g", "r", "not stated")])
    (one,) = found(bare, texts={"post": TEXT})
    assert one.check == "no_quote"
    assert "Ministry: Downed 31 has no quote" in one.sentence
    assert found(bare) == []


def test_the_words_for_a_window_that_the_source_does_not_have() -> None:
    said = report("r", when_quote="ночью", speaker_quote="Калужской")
    (one,) = found(family([said], []), texts={"post": TEXT})
    assert one.sentence.startswith("Ministry (")
    assert "“ночью” is not in the source's text" in one.sentence
