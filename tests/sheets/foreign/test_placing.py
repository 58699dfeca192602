"""Places out of a row's cells."""

from itertools import count

import pytest

from desktop.sheets.foreign.names import Met
from desktop.sheets.foreign.placing import Placer, Resolved
from desktop.sheets.raw import Raw
from tests.sheets.foreign.making import context


def placer(answers: dict[str, str] | None = None, default: str = "add") -> tuple[Placer, Met]:
    met = Met()
    uids = count(1)
    return Placer(context(), answers or {}, default, met, lambda: f"new{next(uids)}"), met


def names(found: Resolved) -> list[str]:
    return [context().name(one.uid) for one in found.places]


def resolved(**cells: Raw) -> Resolved:
    return placer()[0].resolve({name.replace("place", ""): cell for name, cell in cells.items()})


@pytest.mark.parametrize(
    ("cell", "places"),
    [
        ("Kursk oblast", ["Kursk Oblast"]),
        ("Primorsko-Akhtarsk and Kursk oblast and Bryansk oblast",
         ["Primorsko-Akhtarsk", "Kursk Oblast", "Bryansk Oblast"]),
        ("Chauda, Crimea and Hvardiiske, Crimea", ["Chauda", "Hvardiiske"]),
        ("Dnipropetrovsk oblast, Kryvyi Rih Raion", ["Kryvyi Rih District"]),
        ("Kryvyi Rih", ["Kryvyi Rih"]),
        ("Kryvyi Rih, Kharkiv oblast", ["Kryvyi Rih", "Kharkiv Oblast"]),
        ("Black Sea, Crimea", ["Black Sea", "Crimea"]),
        ("Kyiv oblast (south)", ["Kyiv Oblast"]),
        ("Kursk oblast and  and Millerovo", ["Kursk Oblast", "Millerovo"]),
        ("['Kharkiv oblast', 'Donetsk oblast']", ["Kharkiv Oblast", "Donetsk Oblast"]),
        ("Брянская область; Орловская область", ["Bryansk Oblast", "Oryol Oblast"]),
        ("Харківська область та Сумська область", ["Kharkiv Oblast", "Sumy Oblast"]),
    ],
)  # fmt: skip
def test_one_cell_may_name_several_places(cell: str, places: list[str]) -> None:
    found = resolved(place=cell)
    assert names(found) == places
    assert not found.noted
    assert not found.refused


def test_the_words_of_the_cell_are_kept() -> None:
    found = resolved(place="Chauda, Crimea and Kyiv oblast (south)")
    assert [one.written for one in found.places] == ["Chauda, Crimea", "Kyiv oblast (south)"]


@pytest.mark.parametrize(
    "cell", ["south", "north-east", "Mariupol direction", "front line", "Multiple MKO Bases"]
)
def test_directions_are_no_places_and_go_to_the_note(cell: str) -> None:
    asked, met = placer()
    found = asked.resolve({"": cell})
    assert found == Resolved((), (("", cell),), ())
    assert not met.new


def test_a_direction_leaves_the_wider_place() -> None:
    found = resolved(region="Kursk oblast", place="south")
    assert names(found) == ["Kursk Oblast"]
    assert found.noted == (("", "south"),)


@pytest.mark.parametrize("cell", ["Unknown", "N/A", "No Information", "Unspecifed", "-", None])
def test_words_for_nothing_name_nothing(cell: Raw) -> None:
    assert resolved(place=cell) == Resolved()


def test_the_columns_of_a_row_are_resolved_together() -> None:
    one = resolved(region="Kaluga oblast", district="Zhukovsky")
    other = resolved(region="Bryansk oblast", district="Zhukovsky")
    assert names(one) == names(other) == ["Zhukovsky District"]
    assert one.places[0].uid != other.places[0].uid


def test_a_name_of_several_places_is_refused_and_the_wider_place_stays() -> None:
    found = resolved(country="Russia", district="Zhukovsky")
    assert names(found) == ["Russia"]
    assert [level for level, _why in found.refused] == ["district"]
    assert "Kaluga" in found.refused[0][1]


def test_the_whole_name_of_a_district_settles_which_is_meant() -> None:
    found = resolved(region="Kemerovo Oblast", district="Guryevsky District")
    assert names(found) == ["Guryevsky District"]


def test_an_unknown_place_is_added_once_under_what_the_row_says() -> None:
    asked, met = placer()
    for _row in range(3):
        found = asked.resolve({"country": "Syria", "region": "Idlib Governorate"})
    assert [one.uid for one in found.places] == ["new1"]
    new, unknown = met.drained()
    assert [(delta.after or {})["name"] for delta in new] == ["Idlib Governorate"]
    assert (new[0].after or {})["kind"] == "region"
    assert context().name((new[0].after or {})["parent"]) == "Syria"
    assert [(one.name, one.kind, one.answer) for one in unknown] == [
        ("Idlib Governorate", "region", "add")
    ]


def test_an_unknown_place_may_name_its_country() -> None:
    asked, met = placer()
    asked.resolve({"": "ISIS base in Northern Syria"})
    asked.resolve({"": "Al Bukamal, Syria"})
    assert [context().name((delta.after or {})["parent"]) for delta in met.new] == ["Syria"] * 2


def test_a_country_that_the_desk_lacks_is_added_before_what_lies_in_it() -> None:
    asked, met = placer()
    asked.resolve({"country": "Sudan", "region": "Khartoum State"})
    country, region = met.new
    assert (country.after or {})["kind"] == "country"
    assert (region.after or {})["parent"] == country.uid


def test_the_position_belongs_to_the_new_place() -> None:
    asked, met = placer()
    asked.resolve({"": "Kermanshah Air Base", "lat": "34.3458", "lon": 47.1582})
    assert (met.new[0].after or {})["lat"] == 34.3458
    assert (met.new[0].after or {})["lon"] == 47.1582
    assert (met.new[0].after or {})["kind"] == "other"


def test_a_position_that_is_none_is_refused_by_its_cell() -> None:
    found = resolved(place="Kermanshah Air Base", lat="N34", lon="47")
    assert [level for level, _why in found.refused] == ["lat"]
    assert len(found.places) == 1


def test_the_person_s_answers_count() -> None:
    kyiv = resolved(place="Kyiv").places[0].uid
    asked, met = placer({"MKO Base": "note", "The bridge": kyiv, "south": "add"})
    assert asked.resolve({"": "mko base"}) == Resolved((), (("", "mko base"),), ())
    assert asked.resolve({"": "The bridge"}).places[0].uid == kyiv
    assert asked.resolve({"": "south"}).places[0].uid == met.new[0].uid


def test_an_answer_that_only_another_desk_knows_is_no_answer() -> None:
    asked, met = placer({"The bridge": "0" * 32})
    assert asked.resolve({"": "The bridge"}).places[0].uid == met.new[0].uid


def test_an_unknown_place_without_a_parent_is_the_one_that_was_met_in_one() -> None:
    asked, met = placer()
    one = asked.resolve({"country": "Syria", "": "Al Bukamal"})
    other = asked.resolve({"": "al bukamal"})
    assert one.places[0].uid == other.places[0].uid
    assert len(met.new) == 1


def test_unknown_places_may_all_go_to_the_note() -> None:
    asked, met = placer(default="note")
    assert asked.resolve({"": "Semnan"}).noted == (("", "Semnan"),)
    assert not met.new
    assert [one.answer for one in met.unknown] == ["note"]


def test_a_region_that_the_table_counts_elsewhere_is_the_one_that_the_desk_has() -> None:
    found = resolved(country="Russia", region="Crimea")
    assert names(found) == ["Crimea"]


def test_a_small_place_in_another_country_is_not_the_one_of_the_desk() -> None:
    asked, met = placer()
    found = asked.resolve({"country": "Syria", "": "Millerovo"})
    assert found.places[0].uid == met.new[0].uid
