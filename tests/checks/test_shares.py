import pytest

from desktop.records.family import Family
from tests.checks.making import family, figure, found, report


def with_shares(total: str, relation: str, *counts: str) -> Family:
    shares = [
        figure(f"p{at}", "r", count, "kaluga", of="t", relation=relation, munition=f"m{at}")
        for at, count in enumerate(counts)
    ]
    return family([report("r")], [figure("t", "r", total), *shares])


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
