"""What is published, what the list shows, and which reports disagree."""

from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.count import Count
from desktop.records.family import Family, Kept
from desktop.records.kinds import Values
from desktop.records.kinds_links import Placed
from desktop.records.models import blank
from desktop.records.published import (
    Ground,
    Headline,
    Published,
    disagreements,
    headline,
    published,
)
from desktop.records.when import When

REGIONS = {"kaluga": "kaluga", "zhukovsky": "kaluga", "tarussky": "kaluga", "bryansk": "bryansk"}
GROUND = Ground(REGIONS)
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


def family(*reports: tuple[str, list[Values]], said: Sequence[Values] = ()) -> Family:
    made = Family(kept("incident", "i", {}))
    for number, (window, figures) in enumerate(reports):
        uid = f"r{number}"
        when = When.read(window) if window else None
        about = said[number] if said else {}
        made.reports.append(kept("report", uid, {"when": when, **about}))
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
    assert headline(night, "downed", GROUND) == Headline("22 + 73", 95, 95, 95)
    (found,) = disagreements(night, REGIONS)
    assert found.regions == {"kaluga"}
    assert {str(claim.count) for claim in found.claims} == {"1", "3"}


def test_a_preferred_figure_is_published_and_settles_it() -> None:
    rivals = family(
        (NIGHT, [figure("1", "kaluga")]), (WIDE, [figure("3", "kaluga", rank="preferred")])
    )
    (one,) = published(rivals, GROUND)
    assert (one.text, one.rule, one.figures) == ("3", "preferred", ("r1f0",))
    assert disagreements(rivals, REGIONS) == []


def test_rivals_make_a_range_and_a_deprecated_one_does_not_count() -> None:
    rivals = family(
        (NIGHT, [figure("10", "bryansk")]),
        (NIGHT, [figure("12+", "bryansk")]),
        (NIGHT, [figure("40", "bryansk", rank="deprecated")]),
    )
    (one,) = published(rivals, GROUND)
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
    assert [one.text for one in published(rivals, GROUND)] == [text]


def test_what_says_no_number_is_not_published() -> None:
    silent = family((NIGHT, [figure("not stated"), figure("not checked"), figure("dozens")]))
    assert published(silent, GROUND) == []
    assert headline(silent, "downed", GROUND) == Headline()


def test_drones_are_no_rivals_of_missiles() -> None:
    both = family((NIGHT, [figure("73", munition="drone"), figure("4", munition="missile")]))
    assert sorted(one.text for one in published(both, GROUND)) == ["4", "73"]
    assert headline(both, "downed", GROUND) == Headline("73 + 4", 77, 77, 77)
    summed = family((NIGHT, [*(one.values for one in both.figures["r0"]), figure("77")]))
    assert headline(summed, "downed", GROUND) == Headline("77", 77, 77, 77)
    unsaid = family((NIGHT, [figure("73", munition="drone")]), (NIGHT, [figure("73")]))
    assert headline(unsaid, "downed", GROUND) == Headline("73", 73, 73, 73)


def test_more_in_the_district_than_in_its_region_disagrees() -> None:
    less = family((NIGHT, [figure("3", "kaluga")]), (NIGHT, [figure("1", "zhukovsky")]))
    assert disagreements(less, REGIONS) == []
    more = family((NIGHT, [figure("1", "kaluga")]), (NIGHT, [figure("3", "zhukovsky")]))
    assert len(disagreements(more, REGIONS)) == 1


def test_other_hours_do_not_disagree() -> None:
    apart = family((EVENING, [figure("22")]), (NIGHT, [figure("73")]))
    assert disagreements(apart, REGIONS) == []


PARENTS = {"zhukovsky": "kaluga", "tarussky": "kaluga", "kaluga": "russia", "russia": None}
OFFICIALS = {"ministry": "russia", "governor": "kaluga", "elsewhere": "bryansk"}
SCENE = Ground(REGIONS, PARENTS, OFFICIALS)


def rivals(*said: tuple[str, Values], place: str = "kaluga") -> Published:
    """Return what is published of reports of one night, each with one number of one place."""
    (one,) = published(
        family(*((NIGHT, [figure(count, place)]) for count, _about in said),
               said=[about for _count, about in said]),
        SCENE,
    )  # fmt: skip
    return one


def shown_as(one: Published) -> tuple[str, str, int | None, int | None]:
    return one.rule, one.text, one.low, one.high


@pytest.mark.parametrize("place", ["kaluga", "zhukovsky"])
def test_the_official_nearest_to_the_place_is_published(place: str) -> None:
    one = rivals(("1", {"speaker": "ministry"}), ("3", {"speaker": "governor"}), place=place)
    assert shown_as(one) == ("nearest", "3 (1-3)", 1, 3)
    assert one.best == Count.exact(3)
    assert one.figures == ("r1f0",)


def test_who_answers_for_another_place_or_is_no_official_is_not_nearer() -> None:
    one = rivals(("1", {"speaker": "ministry"}), ("3", {"speaker": "elsewhere"}), ("5", {}))
    assert shown_as(one) == ("nearest", "1 (1-5)", 1, 5)
    two = rivals(("1", {"speaker": "elsewhere"}), ("3", {}))
    assert shown_as(two) == ("range", "1-3", 1, 3)
    assert two.best is None


def test_officials_as_near_that_differ_leave_it_to_the_grade() -> None:
    poor, good = {"reliability": "C", "credibility": "2"}, {"reliability": "B", "credibility": "4"}
    one = rivals(("1", {"speaker": "governor", **poor}), ("3", {"speaker": "governor", **good}))
    assert shown_as(one) == ("grade", "3 (1-3)", 1, 3)


def test_a_grade_that_says_nothing_chooses_nothing() -> None:
    unknown = {"reliability": "F", "credibility": "6"}
    assert rivals(("1", unknown), ("3", {})).rule == "range"
    assert rivals(("1", {"reliability": "E"}), ("3", unknown)).rule == "grade"


def test_a_preferred_figure_comes_before_any_official() -> None:
    night = [(NIGHT, [figure("1", "kaluga", rank="preferred")]), (NIGHT, [figure("3", "kaluga")])]
    (one,) = published(family(*night, said=[{}, {"speaker": "governor"}]), SCENE)
    assert shown_as(one) == ("preferred", "1", 1, 1)


def test_a_range_has_no_best_and_a_sum_with_one_neither() -> None:
    open_ended = family((NIGHT, [figure("60+")]))
    assert headline(open_ended, "downed", SCENE) == Headline("60+", 60, None, None)
    two = family((EVENING, [figure("22")]), (NIGHT, [figure("70-75")]))
    assert headline(two, "downed", SCENE) == Headline("22 + 70-75", 92, None, 97)


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
speaking = st.fixed_dictionaries({
    "speaker": st.sampled_from((None, "ministry", "governor", "elsewhere")),
    "reliability": st.sampled_from(("", "A", "C", "F")),
    "credibility": st.sampled_from(("", "1", "3", "6")),
})  # fmt: skip
reports = st.lists(st.tuples(windows, st.lists(figures, max_size=3)), max_size=4)


def shown(one: Family) -> object:
    return (
        headline(one, "downed", SCENE),
        {(p.places, p.text, p.rule, frozenset(p.figures)) for p in published(one, SCENE)},
        {
            (found.regions, frozenset(claim.figure.uid for claim in found.claims))
            for found in disagreements(one, REGIONS)
        },
    )


@given(reports, st.lists(speaking, min_size=4, max_size=4))
def test_the_order_of_reports_does_not_matter(
    given_reports: list[tuple[str, list[Values]]], said: list[Values]
) -> None:
    first = family(*given_reports, said=said)
    expected = shown(first)
    for order in permutations(first.reports):
        assert shown(Family(first.incident, list(order), first.figures)) == expected


@given(reports, st.integers(0, 100))
def test_a_subset_never_adds(given_reports: list[tuple[str, list[Values]]], number: int) -> None:
    before = family(*given_reports)
    text = headline(before, "downed", GROUND)
    disputed = len(disagreements(before, REGIONS))
    subset = figure(str(number), "moscow", relation="subset", of="r0f0")
    after = family(*((window, [*some, subset]) for window, some in given_reports))
    assert headline(after, "downed", GROUND) == text
    assert len(disagreements(after, REGIONS)) == disputed


@given(reports, st.lists(speaking, min_size=4, max_size=4))
def test_nothing_that_is_published_exceeds_what_was_said(
    given_reports: list[tuple[str, list[Values]]], said: list[Values]
) -> None:
    night = family(*given_reports, said=said)
    counts = {one.uid: one["count"] for _report, one in night.all_figures()}
    for one in published(night, SCENE):
        assert one.high is None or one.low is None or one.low <= one.high
        assert str(one.best) in {str(counts[uid]) for uid in one.figures} or one.best is None
    told = [count for count in counts.values() if count.is_number]
    most = [count.highest for count in told]
    top = headline(night, "downed", SCENE)
    for bound in (top.low, top.best, top.high):
        assert bound is None or None in most or bound <= sum(one or 0 for one in most)
