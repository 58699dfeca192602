"""Finding places by what people type."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.records.finder import Candidate, Match, PlaceFinder
from desktop.records.gazetteer import Entry, place_uid, read_gazetteer
from desktop.records.resources import resource

ENTRIES = read_gazetteer(resource("gazetteer.tsv"))
CODES = {place_uid(entry.code): entry.code for entry in ENTRIES}


def candidate(entry: Entry) -> Candidate:
    parent = place_uid(entry.parent) if entry.parent else ""
    return Candidate(place_uid(entry.code), entry.name, entry.kind, parent, entry.names)


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    return PlaceFinder(map(candidate, ENTRIES))


def codes(matches: list[Match]) -> list[str]:
    return [CODES[match.uid] for match in matches]


def uids(*near: str) -> list[str]:
    return [place_uid(code) for code in near]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("bryansk", "RU-BRY"),
        ("Брянск", "RU-BRY"),
        ("брянская обл.", "RU-BRY"),
        ("Bryansk Region", "RU-BRY"),
        ("moscow", "RU-MOW"),
        ("moscow region", "RU-MOS"),
        ("Moscow Province", "RU-MOS"),
        ("Московский регион", "RU-MOS"),
        ("Подмосковье", "RU-MOS"),
        ("orel", "RU-ORL"),
        ("Oryol Region", "RU-ORL"),
        ("Орловская область", "RU-ORL"),
        ("Kiev", "UA-30"),
        ("Kiev Region", "UA-32"),
        ("Київська область", "UA-32"),
        ("Kharkov", "UA-63"),
        ("Dnepropetrovsk", "UA-12"),
        ("crimea", "UA-43"),
        ("Republic of Crimea", "UA-43"),
        ("Крымский полуостров", "UA-43"),
        ("krasnodar region", "RU-KDA"),
        ("altai krai", "RU-ALT"),
        ("tatarstan", "RU-TA"),
        ("sea of azov", "sea:azov"),
        ("Черное море", "sea:black"),
        ("tarussky", "geonames:484282"),
        ("Tarusskiy Rayon", "geonames:484282"),
        ("Тарусский р-н", "geonames:484282"),
        ("г. Курск", "place:kursk-kursk"),
        ("kursk city", "place:kursk-kursk"),
        ("Нікопольський район", "geonames:UA.04.1208"),
        ("Istrinsky District", "geonames:555740"),
        ("zhukovsky airport", "place:zhukovsky-moscow"),
    ],
)
def test_one_place_is_meant(finder: PlaceFinder, text: str, code: str) -> None:
    assert codes(finder.exact(text)) == [code]
    assert codes(finder.find(text))[0] == code


@pytest.mark.parametrize(
    ("text", "near", "expected"),
    [
        ("zhukovsky", [], {"geonames:462752", "geonames:462753", "place:zhukovsky-moscow"}),
        ("Жуковский", [], {"geonames:462752", "geonames:462753", "place:zhukovsky-moscow"}),
        ("zhukovsky district", [], {"geonames:462752", "geonames:462753"}),
        ("zhukovsky", ["RU"], {"geonames:462752", "geonames:462753", "place:zhukovsky-moscow"}),
        ("zhukovsky", ["RU-KLU"], {"geonames:462752"}),
        ("zhukovsky", ["RU-KLU", "RU"], {"geonames:462752"}),
        ("zhukovsky", ["geonames:462753"], {"geonames:462753"}),
        ("zhukovsky", ["RU-MOS"], {"place:zhukovsky-moscow"}),
        ("altai", [], {"RU-AL", "RU-ALT"}),
        ("donetsk", [], {"UA-14", "place:donetsk-rostov"}),
        ("donetsk", ["RU-ROS"], {"place:donetsk-rostov"}),
        ("moscow", ["RU-MOS"], {"RU-MOW"}),
        ("nowhere at all", [], set()),
        ("oblast", [], set()),
        ("", [], set()),
    ],
)
def test_namesakes_are_told_apart_by_context_or_left_to_the_person(
    finder: PlaceFinder, text: str, near: list[str], expected: set[str]
) -> None:
    assert set(codes(finder.exact(text, uids(*near)))) == expected


def test_namesakes_are_shown_with_what_they_lie_in(finder: PlaceFinder) -> None:
    details = [match.detail for match in finder.find("zhukovsky")]
    assert details == ["Moscow Oblast, Russia", "Bryansk Oblast, Russia", "Kaluga Oblast, Russia"]


def test_the_city_comes_before_the_oblast_around_it(finder: PlaceFinder) -> None:
    assert codes(finder.find("moscow"))[:2] == ["RU-MOW", "RU-MOS"]


def test_context_comes_first_among_equals(finder: PlaceFinder) -> None:
    assert codes(finder.find("zhuk", uids("RU-KLU")))[0] == "geonames:462752"
    assert codes(finder.find("zhuk", uids("RU-BRY")))[0] == "geonames:462753"


@pytest.mark.parametrize(
    ("typed", "code", "how"),
    [
        ("bry", "RU-BRY", "prefix"),
        ("брян", "RU-BRY", "prefix"),
        ("moscow re", "RU-MOS", "prefix"),
        ("kaluga ob", "RU-KLU", "prefix"),
        ("black s", "sea:black", "prefix"),
        ("novgorod ob", "RU-NGR", "prefix"),
        ("sergi", "geonames:465636", "prefix"),
        ("Tatarsatn", "RU-TA", "spelling"),
        ("brynsk", "RU-BRY", "spelling"),
        ("belgorad region", "RU-BEL", "spelling"),
        ("Воронжеская область", "RU-VOR", "spelling"),
        ("anty-mans", "RU-KHM", "inside"),
    ],
)
def test_what_is_half_typed_or_misspelt_is_found(
    finder: PlaceFinder, typed: str, code: str, how: str
) -> None:
    found = {CODES[match.uid]: match.how for match in finder.find(typed)}
    assert found.get(code) == how


@pytest.mark.parametrize("entry", ENTRIES[::7], ids=lambda entry: entry.code)
def test_every_name_finds_its_place(finder: PlaceFinder, entry: Entry) -> None:
    context = [place_uid(entry.code)]
    for name in entry.names:
        for typed in (name, name.upper(), f"  {name.lower()} "):
            assert codes(finder.exact(typed, context)) == [entry.code]
            assert codes(finder.find(typed, context))[0] == entry.code


@given(st.text(max_size=30), st.integers(1, 20))
@settings(max_examples=200, deadline=None)
def test_any_text_is_answered_in_order(finder: PlaceFinder, text: str, limit: int) -> None:
    found = finder.find(text, limit=limit)
    assert len(found) <= limit
    assert len({match.uid for match in found}) == len(found)
    assert [match.score for match in found] == sorted((m.score for m in found), reverse=True)
    assert {match.uid for match in finder.exact(text)} <= {
        match.uid for match in finder.find(text, limit=len(finder))
    }


names = st.sampled_from(["Kursk", "Kursk Oblast", "Курский район", "Orel", "Sea", "г. Орёл", "x y"])
places = st.builds(
    Candidate,
    st.sampled_from("abcdef"),
    names,
    st.sampled_from(["region", "district", "settlement", "sea", "country"]),
    st.sampled_from(["", *"abcdef"]),
    st.lists(names, max_size=3).map(tuple),
)


@given(st.lists(places), st.lists(st.sampled_from("abcdef")), names)
def test_places_put_in_and_out_are_as_if_they_had_always_been_so(
    added: list[Candidate], removed: list[str], text: str
) -> None:
    finder = PlaceFinder()
    for place in added:
        finder.add(place)
        finder.find(text)
    for uid in removed:
        finder.remove(uid)
    left = {place.uid: place for place in added if place.uid not in removed}
    anew = PlaceFinder(left.values())
    assert len(finder) == len(left)
    assert finder.find(text) == anew.find(text)
    assert finder.exact(text) == anew.exact(text)


def test_a_place_added_by_hand_is_found_at_once(finder: PlaceFinder) -> None:
    finder.add(Candidate("village", "Kutuzovka", "settlement", place_uid("RU-KLU"), ("Кутузовка",)))
    assert [match.detail for match in finder.exact("кутузовка")] == ["Kaluga Oblast, Russia"]
    finder.add(Candidate("village", "Kutuzovo", "settlement", place_uid("RU-KLU")))
    assert finder.exact("кутузовка") == []
    assert [match.name for match in finder.exact("kutuzovo")] == ["Kutuzovo"]
    finder.remove("village")
    assert finder.exact("kutuzovo") == []


def test_ancestors_end_where_parents_turn_in_a_circle() -> None:
    finder = PlaceFinder(
        [Candidate("a", "A", "region", "b"), Candidate("b", "B", "region", "a")],
    )
    assert finder.ancestors("a") == ["b"]
    assert finder.ancestors("nobody") == []
    assert [match.uid for match in finder.find("a", near=["b"])] == ["a"]
