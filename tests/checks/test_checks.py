"""What each check finds, and what it leaves alone."""

from datetime import UTC, datetime
from typing import Any

import pytest

from desktop.checks import Finding, Surroundings, run
from desktop.records.count import Count
from desktop.records.family import Family, Kept
from desktop.records.kinds_links import Placed
from desktop.records.models import blank
from desktop.records.when import When

NAMES = {
    "downed": "Downed", "kaluga": "Kaluga Oblast", "tarussky": "Tarussky District",
    "ministry": "Ministry", "governor": "Governor",
}  # fmt: skip
REGIONS = {"kaluga": "kaluga", "tarussky": "kaluga"}
TEXT = "31 БПЛА над Брянской областью, 3 над Калужской"
AROUND = Surroundings(NAMES, REGIONS, {"s": TEXT}, datetime(2025, 7, 19, tzinfo=UTC))


def kept(record: str, uid: str, **values: Any) -> Kept:
    return Kept(record, uid, 1, removed=False, values=blank(record) | values)


def report(uid: str, speaker: str, when: str = "17.07.2025 23:00-07:00", **values: Any) -> Kept:
    read = When.read(when)
    return kept("report", uid, speaker=speaker, when=read, source="s", **values)


def figure(uid: str, within: str, count: str, *places: str, **values: Any) -> Kept:
    placed = tuple(Placed(one, one) for one in places)
    return kept(
        "figure",
        uid,
        report=within,
        measure="downed",
        count=Count.read(count),
        places=placed,
        **values,
    )


def family(
    reports: list[Kept], figures: list[Kept], when: str = "17.07.2025 21:00-07:50"
) -> Family:
    by_report = {one.uid: [fig for fig in figures if fig["report"] == one.uid] for one in reports}
    return Family(
        kept("incident", "i", number="2025-0001", when=When.read(when)), reports, by_report
    )


def found(one: Family) -> list[Finding]:
    return list(run([one], AROUND))


def with_shares(total: str, relation: str, *counts: str) -> Family:
    shares = [
        figure(f"p{at}", "r", count, "kaluga", of="t", relation=relation)
        for at, count in enumerate(counts)
    ]
    return family([report("r", "ministry")], [figure("t", "r", total), *shares])


@pytest.mark.parametrize(
    ("total", "counts"), [("73", ["60", "14"]), ("~10", ["16"]), ("<5", ["3", "2"])]
)
def test_parts_that_exceed_their_total(total: str, counts: list[str]) -> None:
    (one,) = found(with_shares(total, "part", *counts))
    assert (one.check, one.severity) == ("parts_exceed_total", "error")
    assert " + ".join(counts) in one.sentence
    assert total in one.sentence
    assert one.uids[0] == "t"


@pytest.mark.parametrize(
    ("total", "counts"),
    [("73", ["60", "13"]), ("~10", ["12"]), ("60+", ["70"]), ("dozens", ["70"])],
)
def test_parts_that_may_make_their_total_are_no_error(total: str, counts: list[str]) -> None:
    assert not [
        one for one in found(with_shares(total, "part", *counts)) if one.severity == "error"
    ]


def test_what_is_in_no_place_is_told() -> None:
    (one,) = found(with_shares("73", "part", "31", "17", "10"))
    assert one.check == "not_all_placed"
    assert one.severity == "warning"
    assert "15 of 73" in one.sentence


def test_a_subset_never_has_to_add_up_but_may_not_exceed() -> None:
    assert found(with_shares("10", "subset", "3")) == []
    (one,) = found(with_shares("10", "subset", "13"))
    assert one.check == "subset_exceeds_figure"
    assert "13" in one.sentence


def test_reports_that_disagree_are_told_with_place_counts_speakers_and_windows() -> None:
    one = family(
        [report("a", "ministry"), report("b", "governor", "17.07.2025 21:00-07:50")],
        [figure("f", "a", "1", "kaluga"), figure("g", "b", "3", "tarussky")],
    )
    (told,) = found(one)
    assert told.check == "reports_disagree"
    assert set(told.uids) == {"f", "g"}
    for words in ("Kaluga Oblast", "Downed", "1 (Ministry", "3 (Governor", "21:00", "07:50 MSK"):
        assert words in told.sentence


def test_a_preferred_figure_settles_a_disagreement() -> None:
    one = family(
        [report("a", "ministry"), report("b", "governor")],
        [figure("f", "a", "1", "kaluga"), figure("g", "b", "3", "kaluga", rank="preferred")],
    )
    assert found(one) == []


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
    (one,) = found(family([report("r", "ministry")], [odd]))
    assert one.check == "quote_not_in_source"
    assert words in one.sentence


@pytest.mark.parametrize(("start", "end"), [(0, 7), (None, None)])
def test_a_quote_that_stands_there_is_fine(start: int | None, end: int | None) -> None:
    good = figure("f", "r", "31", quote="31 БПЛА", quote_start=start, quote_end=end)
    assert found(family([report("r", "ministry")], [good])) == []


def test_the_words_for_a_window_that_the_source_does_not_have() -> None:
    said = report("r", "ministry", when_quote="ночью", speaker_quote="Калужской")
    (one,) = found(family([said], []))
    assert one.sentence.startswith("Ministry (")
    assert "“ночью” is not in the source's text" in one.sentence


def test_a_window_in_the_future() -> None:
    one = family([report("r", "ministry", "17.07.2035 23:00-07:00")], [], "17.07.2035 21:00-07:50")
    assert [told.check for told in found(one)] == ["window_in_future"] * 2
    assert "2035" in found(one)[0].sentence


def test_a_statement_made_before_the_hours_that_it_speaks_of() -> None:
    said = report("r", "ministry", said_at=When.read("17.07.2025 20:00"))
    (one,) = found(family([said], []))
    assert one.check == "said_before_window"


def test_a_window_outside_the_incident() -> None:
    (one,) = found(family([report("r", "ministry", "15.07.2025 23:00-23:30")], []))
    assert one.check == "window_outside_incident"
    assert one.severity == "warning"


def test_an_empty_incident_has_no_findings() -> None:
    assert found(Family(kept("incident", "i"), [kept("report", "r")], {})) == []
