from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.records.delta import Delta, Person, created
from desktop.records.kinds_links import Placed
from desktop.records.when import When
from desktop.store import changes, firstids, listing
from desktop.store.creating import create_desk
from desktop.store.database import open_desk
from desktop.store.deskfile import DeskFile
from desktop.store.listing import SORTS, Filter, Sort

PLACES = {"klu": None, "bry": None, "klu-zhu": "klu"}
STATUSES = ("draft", "submitted", "approved")
TITLES = ("Атака на Брянск", "Debris in Zhukovsky", "", "Ёлка", "drone 100%")
WINDOWS = ("17.07.2025 21:00-07:50", "18.07.2025 02:00", "", "2025-07", "night of 17-18 July 2025")
AROUND = int(When.read("18.07.2025 02:00").start.timestamp())


def incidents() -> Iterator[Delta]:
    for n in range(60):
        window = WINDOWS[n % 5]
        values = {
            "title": TITLES[n // 5 % 5],
            "when": When.read(window) if window else None,
            "where": (Placed(list(PLACES)[n % 3], ""),) if n % 4 else (),
            "status": STATUSES[n % 3],
        }
        yield created("incident", f"i{n}", values)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskFile]:
    path: Path = tmp_path_factory.mktemp("listing") / "some.desk"
    places = [created("place", uid, {"name": uid, "parent": up}) for uid, up in PLACES.items()]
    deltas = [*places, *incidents()]
    create_desk(path, lambda file: changes.apply(file, deltas, Person("A"), "new"))
    opened = open_desk(path)
    yield opened
    opened.close()


FILTERS = st.builds(
    Filter,
    text=st.sampled_from(
        ["", "бря", "БРЯНСК", "zh", "d", "drone 100%", "%", "елка", "nowhere", "klu"]
    ),
    statuses=st.frozensets(st.sampled_from(STATUSES)),
    place=st.sampled_from(["", "klu", "klu-zhu", "bry"]),
    start=st.sampled_from([None, AROUND, AROUND + 6 * 3600]),
    end=st.sampled_from([None, AROUND, AROUND + 3600]),
    disagree=st.booleans(),
)
SORTED = st.builds(Sort, st.sampled_from(sorted(SORTS)), st.booleans())
MODEST = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


# Few hits sorted, more met on a walk, most asked on it; no time; a walk that ends early.
WAYS = (
    {},
    {"FEW": 2},
    {"FEW": 2, "MANY": 3, "PORTION": 5},
    {"FEW": 2, "MANY": 3, "PORTION": 1, "SOON": -1.0},
    {"FEW": 2, "MANY": 100, "FAR": 9, "PORTION": 5},
    {"FEW": 0, "MANY": 1, "WALK": 9},
)


@pytest.mark.parametrize("way", WAYS)
@MODEST
@given(wanted=FILTERS, sort=SORTED)
def test_the_first_ids_are_those_of_the_whole_order(
    desk: DeskFile,
    monkeypatch: pytest.MonkeyPatch,
    way: dict[str, float],
    wanted: Filter,
    sort: Sort,
) -> None:
    for name, bound in way.items():
        monkeypatch.setattr(firstids, name, bound)
    monkeypatch.setattr(firstids, "FIRST", 7)
    whole = listing.all_ids(desk.connection, wanted, sort)
    first = firstids.first_ids(desk.connection, wanted, sort)
    assert first.ids == (whole if first.whole else whole[: len(first.ids)])
    in_time = not {"SOON", "FAR", "WALK"} & way.keys()
    assert not in_time or first.whole or len(first.ids) >= 7


def test_a_region_finds_its_districts(desk: DeskFile) -> None:
    def found(place: str) -> set[str]:
        return set(listing.each_uid(desk.connection, Filter(place=place), Sort()))

    assert found("klu-zhu") < found("klu")
    assert not found("klu") & found("bry")


def test_a_period_finds_the_windows_that_overlap_it(desk: DeskFile) -> None:
    wanted = Filter(start=AROUND + 3600, end=AROUND + 7200)
    found = set(listing.each_uid(desk.connection, wanted, Sort()))
    # The long window, the month and the night; not the moment an hour earlier, nor those without.
    assert found == {f"i{n}" for n in range(60) if n % 5 in (0, 3, 4)}


def test_words_are_found_inside_words_in_any_case(desk: DeskFile) -> None:
    def count(text: str) -> int:
        return len(listing.all_ids(desk.connection, Filter(text=text), Sort()))

    assert count("рянс") == count("БРЯНСК") == count("б") > 0
    assert count("елк") == count("Ёлка") > 0
    assert count("nowhere") == 0
