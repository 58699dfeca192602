from tests.checks.making import codes, family, figure, found, report


def test_a_district_beside_its_region_is_told() -> None:
    figures = [figure("f", "r", "3", "kaluga"), figure("g", "r", "1", "tarussky")]
    (one,) = found(family([report("r")], figures))
    assert one.check == "summed_twice"
    assert one.uids == ("f", "g")
    assert "1 (Tarussky District)" in one.sentence


def test_a_part_is_never_summed_twice() -> None:
    part = figure("g", "r", "3", "tarussky", of="f", relation="part")
    assert codes(family([report("r")], [figure("f", "r", "3", "kaluga"), part])) == []


def test_another_munition_or_no_place_is_something_else() -> None:
    region = figure("f", "r", "3", "kaluga", munition="drone")
    assert codes(family([report("r")], [region, figure("g", "r", "9")])) == []
    missiles = figure("g", "r", "1", "tarussky", munition="missile")
    assert codes(family([report("r")], [region, missiles])) == []
