from tests.checks.making import codes, family, figure, found, report


def test_a_report_without_source() -> None:
    (one,) = found(family([report("r", source=None)], []))
    assert one.check == "no_source"


def test_one_origin_through_a_document_that_retells_it() -> None:
    told = [report("a", carriers=("story",)), report("b", source="story")]
    (one,) = found(family(told, []))
    assert one.check == "origin_twice"
    assert one.uids == ("a", "b")
    assert "2 times out of one origin, A post" in one.sentence


def test_one_origin_through_what_the_source_itself_says() -> None:
    told = [report("a"), report("b", source="story")]
    assert codes(family(told, [])) == []
    assert codes(family(told, []), origins={"story": "post"}) == ["origin_twice"]
    # Two that say of each other that they retell are neither's origin.
    assert codes(family(told, []), origins={"story": "post", "post": "story"}) == []


def test_two_speakers_or_two_nights_in_one_document_are_two_reports() -> None:
    others = [report("a", carriers=("story",)), report("b", "governor", source="story")]
    assert codes(family(others, [figure("f", "a", "1")])) == []
    nights = [
        report("a", when="17.07.2025 21:00-23:00", carriers=("story",)),
        report("b", when="17.07.2025 23:00-07:00", source="story"),
    ]
    assert "origin_twice" not in codes(family(nights, []))
