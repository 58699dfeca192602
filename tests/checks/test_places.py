from tests.checks.making import codes, family, figure, found, report, where


def test_one_place_with_two_numbers_in_a_report() -> None:
    figures = [figure("f", "r", "1", "kaluga"), figure("g", "r", "3", "kaluga")]
    (one,) = found(family([report("r")], figures))
    assert one.check == "same_place_twice"
    assert "Kaluga Oblast stands 2 times with Downed: 1, 3" in one.sentence


def test_two_munitions_or_two_reports_are_not_one_place_twice() -> None:
    drones = figure("f", "r", "1", "kaluga", munition="drone")
    missiles = figure("g", "r", "3", "kaluga", munition="missile")
    assert codes(family([report("r")], [drones, missiles])) == []
    both = [report("r"), report("s")]
    assert codes(family(both, [drones, figure("h", "s", "1", "kaluga")])) == []


def test_a_place_in_none_of_the_incidents() -> None:
    figures = [figure("f", "r", "1", "oryol")]
    (one,) = found(family([report("r")], figures, where=where("kaluga")))
    assert one.check == "place_outside"
    assert "Oryol Oblast" in one.sentence


def test_a_district_lies_in_its_region_and_a_country_holds_it() -> None:
    for place in ("tarussky", "kaluga", "russia"):
        figures = [figure("f", "r", "1", place)]
        assert codes(family([report("r")], figures, where=where("kaluga"))) == []


def test_where_something_was_headed_need_not_be_where_it_came() -> None:
    shares = [
        figure("f", "r", "10", "kaluga"),
        figure("g", "r", "3", "oryol", of="f", relation="subset", measure="headed"),
    ]
    assert codes(family([report("r")], shares, where=where("kaluga"))) == []
