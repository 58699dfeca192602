"""The places that come with the program."""

import csv
import sys
from collections import Counter
from pathlib import Path

import pytest

from desktop.records.fold import latin
from desktop.records.gazetteer import Entry, place_uid, read_gazetteer
from desktop.records.resources import resource
from tests import shared_data


@pytest.fixture(scope="module")
def entries() -> dict[str, Entry]:
    return {entry.code: entry for entry in read_gazetteer(resource("gazetteer.tsv"))}


def test_every_code_stands_once_and_after_its_parent() -> None:
    seen: set[str] = set()
    for entry in read_gazetteer(resource("gazetteer.tsv")):
        assert entry.code not in seen
        assert entry.parent == "" or entry.parent in seen
        seen.add(entry.code)


def test_all_regions_of_both_countries_are_there(entries: dict[str, Entry]) -> None:
    regions = [entry for entry in entries.values() if entry.kind == "region"]
    assert Counter(entry.parent for entry in regions) == {"RU": 83, "UA": 27}
    assert all(entry.code.startswith(f"{entry.parent}-") for entry in regions)
    assert all(entry.name and entry.name_ru and entry.name_uk for entry in regions)
    for names in ("name", "name_ru", "name_uk"):
        assert len({getattr(entry, names) for entry in regions}) == len(regions)


def test_crimea_and_sevastopol_stand_once_under_iso_codes(entries: dict[str, Entry]) -> None:
    called = {code for code, entry in entries.items() if entry.name in {"Crimea", "Sevastopol"}}
    assert called == {"UA-43", "UA-40"}


@pytest.mark.parametrize(
    ("code", "english", "russian", "ukrainian"),
    [
        ("RU-BRY", "Bryansk Oblast", "Брянская область", "Брянська область"),
        ("RU-MOW", "Moscow", "Москва", "Москва"),
        ("RU-KK", "Khakassia", "Хакасия", "Хакасія"),
        ("RU-KYA", "Krasnoyarsk Krai", "Красноярский край", "Красноярський край"),
        ("RU-SA", "Sakha Republic", "Якутия", "Якутія"),
        ("UA-30", "Kyiv", "Киев", "Київ"),
        ("UA-43", "Crimea", "Крым", "Крим"),
        ("UA-48", "Mykolaiv Oblast", "Николаевская область", "Миколаївська область"),
        ("UA-51", "Odesa Oblast", "Одесская область", "Одеська область"),
        ("geonames:462752", "Zhukovsky District", "Жуковский район", ""),
        ("geonames:484282", "Tarussky District", "Тарусский район", ""),
        ("geonames:UA.04.1208", "Nikopol District", "Никопольский район", "Нікопольський район"),
        ("sea:azov", "Sea of Azov", "Азовское море", "Азовське море"),
    ],
)
def test_names(
    entries: dict[str, Entry], code: str, english: str, russian: str, ukrainian: str
) -> None:
    entry = entries[code]
    assert (entry.name, entry.name_ru, entry.name_uk) == (english, russian, ukrainian)


def test_zhukovsky_is_three_places(entries: dict[str, Entry]) -> None:
    called = {entry.code: entry.parent for entry in entries.values() if "Zhukovsky" in entry.name}
    assert called == {
        "geonames:462752": "RU-KLU",
        "geonames:462753": "RU-BRY",
        "place:zhukovsky-moscow": "RU-MOS",
    }


def test_no_region_has_two_districts_of_one_name(entries: dict[str, Entry]) -> None:
    names = Counter((entry.parent, latin(entry.name)) for entry in entries.values())
    assert [name for name, times in names.items() if times > 1] == []


def test_names_are_words_that_people_use(entries: dict[str, Entry]) -> None:
    for entry in entries.values():
        assert not any(mark in entry.name for mark in "’ë|"), entry.code
        assert "Rayon" not in entry.name, entry.code
        assert all(name == " ".join(name.split()) and name for name in entry.names), entry.code
        assert not any("а" <= letter <= "я" for letter in entry.name.lower()), entry.code
        assert not any("a" <= letter <= "z" for letter in entry.name_ru.lower()), entry.code
        assert not any("a" <= letter <= "z" for letter in entry.name_uk.lower()), entry.code


def test_positions_are_whole_and_on_earth(entries: dict[str, Entry]) -> None:
    for entry in entries.values():
        assert (entry.lat is None) == (entry.lon is None)
        if entry.lat is not None and entry.lon is not None:
            assert -90 <= entry.lat <= 90
            assert -180 <= entry.lon <= 180
        assert entry.lat is not None or entry.kind == "district"


def test_uids_are_the_same_on_every_desk(entries: dict[str, Entry]) -> None:
    assert place_uid("RU-BRY") == "83eda2419d9a503aae881b60fefa0aac"
    assert len({place_uid(code) for code in entries}) == len(entries)


def test_every_division_of_geonames_is_found_in_its_region(entries: dict[str, Entry]) -> None:
    folder = shared_data()
    if folder is None:
        pytest.skip("the source data is not here")
    with (folder / "gazetteer" / "regions.tsv").open(encoding="utf-8") as lines:
        region_of = {
            row["geonames_admin1"]: row["iso"] for row in csv.DictReader(lines, delimiter="\t")
        }
    spelt = {(entry.parent, latin(name)) for entry in entries.values() for name in entry.names}
    stems = {(entry.parent, latin(entry.name).split()[0]) for entry in entries.values()}
    lost = []
    with (folder / "gazetteer" / "geonames_admin2_ru_ua.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            region = region_of[row["code"].rpartition(".")[0]]
            words = latin(row["name"]).split()
            if (region, " ".join(words)) not in spelt and not any(
                (region, word) in stems for word in words
            ):
                lost.append((region, row["name"]))
    assert lost == [("RU-MO", "Sarov Urban Okrug"), ("RU-ROS", "Gorodskoy Okrug Buzuluk")]


def test_the_gazetteer_is_what_its_script_makes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = shared_data()
    if folder is None:
        pytest.skip("the source data is not here")
    packaging = Path(__file__).resolve().parents[2] / "packaging"
    monkeypatch.syspath_prepend(str(packaging))
    import make_gazetteer  # type: ignore[import-not-found]  # noqa: PLC0415

    monkeypatch.setattr(make_gazetteer, "_TARGET", tmp_path / "gazetteer.tsv")
    make_gazetteer.main(folder / "gazetteer")
    assert (tmp_path / "gazetteer.tsv").read_bytes() == resource("gazetteer.tsv").read_bytes()
    for module in ("make_gazetteer", "gazetteer_facts"):
        sys.modules.pop(module, None)
