"""What is published, what the list shows, and which reports disagree."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.count import Count
from desktop.records.family import Family, Kept
from desktop.records.kinds import Values
from desktop.records.kinds_links import Placed
from desktop.records.models import blank
from desktop.records.published import disagreements, headline, published
from desktop.records.when import When

REGIONS = {"kaluga": "kaluga", "zhukovsky": "kaluga", "tarussky": "kaluga", "bryansk": "bryansk"}
EVENING, NIGHT, WIDE = "17.07.2025 21:00-23:00", "17.07.2025 23:00-07:00", "17.07.2025 21:00-07:50"


def kept(record: str, uid: str, values: Values) -> Kept:
    return Kept(record, uid, 1, False, blank(record) | values)


def figure(count: str, *places: str, **values: object) -> Values:
    return {
        "measure": "downed",
        "count": Count.read(count),
        "places": tuple(Placed(place, place) for place in places),
        **values,
    }


def family(*reports: tuple[str, list[Values]]) -> Family:
    made = Family(kept("incident", "i", {}))
    for number, (window, figures) in enumerate(reports):
        uid = f"r{number}"
        when = When.read(window) if window else None
        made.reports.append(kept("report", uid, {"when": when}))
        made.figures[uid] = [
            kept("figure", f"{uid}f{place}", values) for place, values in enumerate(figures)
        ]
    return made


def test_the_night_of_july_17() -> None:
    ministry = (
        NIGHT,
        [
            figure("73"),
            figure("1", "kaluga", relation="part"),
            figure("3", "moscow", relation="subset"),
        ],
    )
    evening = (EVENING, [figure("22"), figure("10", "bryansk", relation="part")])
    governor = (WIDE, [figure("3", "zhukovsky", "tarussky", joint=True)])
    night = family(ministry, evening, governor)
    assert headline(night, "downed", REGIONS) == ("22 + 73", 95)
    (found,) = disagreements(night, REGIONS)
    assert found.regions == {"kaluga"}
    assert {str(claim.count) for claim in found.claims} == {"1", "3"}


def test_a_preferred_figure_is_published_and_settles_it() -> None:
    rivals = family(
        (NIGHT, [figure("1", "kaluga")]), (WIDE, [figure("3", "kaluga", rank="preferred")])
    )
    (one,) = published(rivals, REGIONS)
    assert (one.text, one.rule, one.figures) == ("3", "preferred", ("r1f0",))
    assert disagreements(rivals, REGIONS) == []


def test_rivals_make_a_range_and_a_deprecated_one_does_not_count() -> None:
    rivals = family(
        (NIGHT, [figure("10", "bryansk")]),
        (NIGHT, [figure("12+", "bryansk")]),
        (NIGHT, [figure("40", "bryansk", rank="deprecated")]),
    )
    (one,) = published(rivals, REGIONS)
    assert (one.text, one.rule, one.low, one.high) == ("10+", "range", 10, None)


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        (("<5", "3"), "0-4"),
        (("<5", "<=4"), "0-4"),
        (("none reported", "2"), "0-2"),
        (("none reported", "0"), "0"),
        (("none reported",), "none reported"),
        (("<5",), "<5"),
        (("~40", "~40"), "~40"),
        (("10-12", "11"), "10-12"),
    ],
)
def test_the_text_of_a_range_holds_all_of_its_ends(counts: tuple[str, ...], text: str) -> None:
    rivals = family(*((NIGHT, [figure(count, "bryansk")]) for count in counts))
    assert [one.text for one in published(rivals, REGIONS)] == [text]


def test_what_says_no_number_is_not_published() -> None:
    silent = family((NIGHT, [figure("not stated"), figure("not checked"), figure("dozens")]))
    assert published(silent, REGIONS) == []
    assert headline(silent, "downed", REGIONS) == ("", None)


def test_drones_are_no_rivals_of_missiles() -> None:
    both = family((NIGHT, [figure("73", munition="drone"), figure("4", munition="missile")]))
    assert sorted(one.text for one in published(both, REGIONS)) == ["4", "73"]
    assert headline(both, "downed", REGIONS) == ("73 + 4", 77)
    summed = family((NIGHT, [*(one.values for one in both.figures["r0"]), figure("77")]))
    assert headline(summed, "downed", REGIONS) == ("77", 77)
    unsaid = family((NIGHT, [figure("73", munition="drone")]), (NIGHT, [figure("73")]))
    assert headline(unsaid, "downed", REGIONS) == ("73", 73)


def test_more_in_the_district_than_in_its_region_disagrees() -> None:
    less = family((NIGHT, [figure("3", "kaluga")]), (NIGHT, [figure("1", "zhukovsky")]))
    assert disagreements(less, REGIONS) == []
    more = family((NIGHT, [figure("1", "kaluga")]), (NIGHT, [figure("3", "zhukovsky")]))
    assert len(disagreements(more, REGIONS)) == 1


def test_other_hours_do_not_disagree() -> None:
    apart = family((EVENING, [figure("22")]), (NIGHT, [figure("73")]))
    assert disagreements(apart, REGIONS) == []


windows = st.sampled_from((EVENING, NIGHT, WIDE, "", "18.07.2025 09:00-10:00"))
figures = st.builds(
    figure,
    st.sampled_from(("0", "1", "3", "10-12", "60+", "<5", "~40", "dozens", "none reported")),
    st.sampled_from(("bryansk", "kaluga", "zhukovsky")),
    rank=st.sampled_from(("preferred", "normal", "normal", "deprecated")),
    munition=st.sampled_from((None, None, "drone", "missile")),
) | st.builds(
    figure,
    st.sampled_from(("3", "73", "70-75", "73+")),
    munition=st.sampled_from((None, "drone", "missile")),
)
reports = st.lists(st.tuples(windows, st.lists(figures, max_size=3)), max_size=4)


def shown(one: Family) -> object:
    return (
        headline(one, "downed", REGIONS),
        {(p.places, p.text, p.rule, frozenset(p.figures)) for p in published(one, REGIONS)},
        {
            (found.regions, frozenset(claim.figure.uid for claim in found.claims))
            for found in disagreements(one, REGIONS)
        },
    )


@given(reports)
def test_the_order_of_reports_does_not_matter(
    given_reports: list[tuple[str, list[Values]]],
) -> None:
    first = family(*given_reports)
    expected = shown(first)
    for order in permutations(first.reports):
        assert shown(Family(first.incident, list(order), first.figures)) == expected


@given(reports, st.integers(0, 100))
def test_a_subset_never_adds(given_reports: list[tuple[str, list[Values]]], number: int) -> None:
    before = family(*given_reports)
    text = headline(before, "downed", REGIONS)
    disputed = len(disagreements(before, REGIONS))
    subset = figure(str(number), "moscow", relation="subset", of="r0f0")
    after = family(*((window, [*some, subset]) for window, some in given_reports))
    assert headline(after, "downed", REGIONS) == text
    assert len(disagreements(after, REGIONS)) == disputed
